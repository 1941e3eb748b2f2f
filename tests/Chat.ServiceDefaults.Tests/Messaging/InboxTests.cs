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
    public async Task TryAdd_SameEventAgain_IsRefused()
    {
        var id = Ids.New();
        await using var connection = await source.OpenConnectionAsync(Cancel);

        Assert.True(await Inbox.TryAddAsync(connection, "a", id, Cancel));
        Assert.False(await Inbox.TryAddAsync(connection, "a", id, Cancel));
        Assert.True(await Inbox.TryAddAsync(connection, "b", id, Cancel));
    }

    [Fact]
    public async Task TryAdd_TransactionRolledBack_IsForgotten()
    {
        var id = Ids.New();
        await using var connection = await source.OpenConnectionAsync(Cancel);
        await using (var transaction = await connection.BeginTransactionAsync(Cancel))
        {
            Assert.True(await Inbox.TryAddAsync(transaction, "a", id, Cancel));
            await transaction.RollbackAsync(Cancel);
        }

        Assert.True(await Inbox.TryAddAsync(connection, "a", id, Cancel));
    }

    [Fact]
    public async Task TryAdd_TwoAtOnce_OneWins()
    {
        var id = Ids.New();
        await using var first = await source.OpenConnectionAsync(Cancel);
        await using var second = await source.OpenConnectionAsync(Cancel);
        await using var transaction = await first.BeginTransactionAsync(Cancel);
        Assert.True(await Inbox.TryAddAsync(transaction, "a", id, Cancel));

        var waiting = Inbox.TryAddAsync(second, "a", id, Cancel);
        await transaction.CommitAsync(Cancel);

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Sweep_OldEvents_DeletesNoMoreThanTheLimit()
    {
        await using var connection = await source.OpenConnectionAsync(Cancel);
        for (var n = 0; n < 5; n++)
        {
            await Inbox.TryAddAsync(connection, "a", Ids.New(), Cancel);
        }

        var future = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1);

        Assert.Equal(0, await Inbox.SweepAsync(connection, future - TimeSpan.FromHours(2), 100, Cancel));
        Assert.Equal(3, await Inbox.SweepAsync(connection, future, 3, Cancel));
        Assert.Equal(2, await Inbox.SweepAsync(connection, future, 3, Cancel));
    }
}
