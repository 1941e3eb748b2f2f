using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Sweeps;

/// <summary>The sweep that nobody asks for, on a database of its own: it ends what other tests only made look old.</summary>
[Trait("Level", "Component")]
public sealed class ConversationSweeperTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_IntervalPasses_EndsWhatIsOld()
    {
        var redis = await RedisServer.SharedAsync();
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var sessions = await SessionsInstance.StartAsync(
            database,
            redis.ConnectionString,
            ("Sweeps:Interval", "00:00:01")
        );
        Guid? tenant = null;
        // The configured tenant is written behind the start.
        await Eventually.TrueAsync(
            async () => (tenant = (Guid?)await ValueAsync(sessions, "select id from tenants")) is not null,
            Token
        );
        var visitor = Caller.Visitor(sessions, tenant!.Value);
        await visitor.PostAsync("hello");

        // The id says when it was begun, so that is made older as well.
        await ValueAsync(
            sessions,
            "update conversations set id = $1, updated_at = now() - interval '1 day'",
            new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddDays(-2)) }
        );

        await Eventually.TrueAsync(
            async () =>
                await ValueAsync(sessions, "select status from conversations")
                    is (short)Wire.ConversationStatus.Abandoned,
            Token
        );
    }

    private static async Task<object?> ValueAsync(
        SessionsInstance sessions,
        string sql,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = sessions.Admin.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync(Token);
    }
}
