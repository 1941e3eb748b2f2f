using System.Net.Sockets;
using Chat.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Chat.ServiceDefaults.Tests.Errors;

public sealed class FaultClassifierTests
{
    public static TheoryData<Exception, string> Outages() =>
        new()
        {
            { new NpgsqlException("x"), "database_unavailable" },
            { Postgres("57P01"), "database_unavailable" },
            { Postgres("08006"), "database_unavailable" },
            { Postgres("53300"), "database_unavailable" },
            { Postgres("25006"), "database_unavailable" },
            { new DbUpdateException("x", new NpgsqlException("x")), "database_unavailable" },
            { RedisFault.Create(), "redis_unavailable" },
            { new BrokerUnreachableException(new SocketException(111)), "bus_unavailable" },
            { new HttpRequestException("x"), "service_unavailable" },
            { new RpcException(new Status(StatusCode.DeadlineExceeded, "x")), "deadline_exceeded" },
        };

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public void Classify_DependencyAway_IsUnavailable(Exception exception, string code)
    {
        var error = FaultClassifier.Classify(exception);

        Assert.IsType<Unavailable>(error);
        Assert.Equal(code, error.Code);
    }

    public static TheoryData<Exception> Bugs() =>
        new()
        {
            new InvalidOperationException("x"),
            new ArgumentException("x"),
            Postgres("23505"),
            Postgres("42601"),
            new DbUpdateException("x", Postgres("23505")),
        };

    [Theory]
    [MemberData(nameof(Bugs), DisableDiscoveryEnumeration = true)]
    public void Classify_AnythingElse_IsNoOutage(Exception exception) =>
        Assert.Null(FaultClassifier.Classify(exception));

    [Fact]
    public void IsDatabaseOutage_OtherDependency_IsFalse() =>
        Assert.False(FaultClassifier.IsDatabaseOutage(RedisFault.Create()));

    private static PostgresException Postgres(string state) => new("x", "ERROR", "ERROR", state);
}
