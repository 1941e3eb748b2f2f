using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Tests.Errors;
using Chat.Testing.Logs;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Grpc;

public sealed class GrpcFaultsTests
{
    private const string Method = "/chat.sessions.v1.Conversations/Append";
    private const string Secret = "Host=10.0.0.7;Password=hunter2";
    private readonly LogRecorder logs = new();

    [Fact]
    public void Explain_ErrorOfTheMethodItself_IsThatErrorAndNotLogged()
    {
        var closed = new PreconditionFailed("conversation_closed", "The conversation is closed.");

        Assert.Equal(closed, Explain(closed.ToRpcException()));
        Assert.Empty(logs.Entries);
    }

    public static TheoryData<Exception, string> Outages =>
        new()
        {
            { new NpgsqlException(Secret), "database_unavailable" },
            { RedisFault.Create(), "redis_unavailable" },
            { new HttpRequestException(Secret), "service_unavailable" },
            { new InvalidOperationException(Secret, new NpgsqlException(Secret)), "database_unavailable" },
        };

    [Theory]
    [MemberData(nameof(Outages))]
    public void Explain_DependencyAway_IsUnavailableWithOneWarning(Exception exception, string code)
    {
        var error = Explain(exception);

        Assert.Equal(code, Assert.IsType<Unavailable>(error).Code);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        var entry = Assert.Single(logs.Entries);
        Assert.True(entry.Level < LogLevel.Error);
        Assert.Contains(Method, entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_ABug_IsInternalWithOneErrorThatHasTheCause()
    {
        var bug = new KeyNotFoundException(Secret);

        var error = Explain(bug);

        Assert.Same(Internal.Unexpected, error);
        var entry = Assert.Single(logs.Entries);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Same(bug, entry.Exception);
    }

    // A bug of a statement is no outage: it must not be told as something to try again.
    [Theory]
    [InlineData("23505")]
    [InlineData("42601")]
    [InlineData("22021")]
    [InlineData("57014")]
    public void Explain_RefusedStatement_IsInternal(string state) =>
        Assert.Same(Internal.Unexpected, Explain(new PostgresException("no", "ERROR", "ERROR", state)));

    [Theory]
    [InlineData("08006")]
    [InlineData("53100")]
    [InlineData("53300")]
    [InlineData("57P01")]
    [InlineData("57P03")]
    [InlineData("25006")]
    public void Explain_ServerNotAble_IsUnavailable(string state) =>
        Assert.IsType<Unavailable>(Explain(new PostgresException("no", "FATAL", "FATAL", state)));

    private Error Explain(Exception exception) => GrpcFaults.Explain(exception, Method, logs.CreateLogger("test"));
}
