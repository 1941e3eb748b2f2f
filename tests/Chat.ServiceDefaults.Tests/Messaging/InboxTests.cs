using Chat.ServiceDefaults.Messaging;
using Chat.Testing.Servers;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Messaging;

[Trait("Level", "Component")]
public sealed class InboxTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(database.ConnectionString);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var command = source.CreateCommand("drop table if exists inbox; " + Inbox.Ddl);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    [Fact]
    public async Task Sweep_OldEvents_DeletesNoMoreThanTheLimit()
    {
        await using var connection = await source.OpenConnectionAsync(Cancel);
        await using var handled = new NpgsqlCommand(
            "insert into inbox (consumer, event_id) select 'a', gen_random_uuid() from generate_series(1, 5)",
            connection
        );
        await handled.ExecuteNonQueryAsync(Cancel);
        var future = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1);

        Assert.Equal(0, await Inbox.SweepAsync(connection, future - TimeSpan.FromHours(2), 100, Cancel));
        Assert.Equal(3, await Inbox.SweepAsync(connection, future, 3, Cancel));
        Assert.Equal(2, await Inbox.SweepAsync(connection, future, 3, Cancel));
    }
}
