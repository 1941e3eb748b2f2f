using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Tests.Data;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Outbox;

[Trait("Level", "Component")]
public sealed class OutboxStoreTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ServiceDataSources Sources => service.Get<ServiceDataSources>();

    public async ValueTask InitializeAsync()
    {
        service = await TestService.StartAsync(
            builder => builder.AddServiceDatabase<NotesContext>("notesdb", NotesContext.Role),
            configuration: new() { ["ConnectionStrings:notesdb"] = database.ConnectionString }
        );
        await service.Get<DatabaseReadiness>().WaitAsync(Cancel).WithTimeout();
        await using var empty = Sources.Admin.CreateCommand("truncate outbox");
        await empty.ExecuteNonQueryAsync(Cancel);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task TryLock_HeldByAnother_IsFalseUntilThatOneIsGone()
    {
        var leader = await OutboxStore.OpenAsync(Sources, Cancel);
        await using var other = await OutboxStore.OpenAsync(Sources, Cancel);
        Assert.True(await leader.TryLockAsync(Cancel));
        Assert.False(await other.TryLockAsync(Cancel));

        await leader.DisposeAsync();

        await Eventually.TrueAsync(() => other.TryLockAsync(Cancel), Cancel);
    }

    // What a broken cable does: the lock must not outlive the session, nor the session seem to go on.
    [Fact]
    public async Task Read_SessionWasEnded_ThrowsAndTheLockIsFree()
    {
        await using var leader = await OutboxStore.OpenAsync(Sources, Cancel);
        Assert.True(await leader.TryLockAsync(Cancel));
        await using var kill = Sources.Admin.CreateCommand(
            """
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and granted
                and database = (select oid from pg_database where datname = current_database())
            """
        );
        await kill.ExecuteNonQueryAsync(Cancel);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => leader.ReadAsync(10, Cancel));

        await using var other = await OutboxStore.OpenAsync(Sources, Cancel);
        await Eventually.TrueAsync(() => other.TryLockAsync(Cancel), Cancel);
    }

    [Fact]
    public async Task Read_Rows_GivesTheOldestWholeAndInOrder()
    {
        var rows = Enumerable
            .Range(0, 5)
            .Select(n => new OutboxRow(
                Ids.New(),
                Ids.New(),
                $"type{n}",
                [.. Enumerable.Repeat((byte)n, n)],
                n % 2 == 0 ? null : $"00-{n}"
            ))
            .ToList();
        await OutboxService.InsertAsync(Sources.App, rows, Cancel);
        await using var store = await OutboxStore.OpenAsync(Sources, Cancel);

        var events = await store.ReadAsync(3, Cancel);

        Assert.Equal(rows[..3].Select(Text), events.Select(stored => Text(stored.Row)));
        Assert.Equal(events.Select(stored => stored.Position).Order(), events.Select(stored => stored.Position));
    }

    [Fact]
    public async Task Delete_SomePositions_LeavesTheOthers()
    {
        var rows = Enumerable.Range(0, 4).Select(_ => Row()).ToList();
        await OutboxService.InsertAsync(Sources.App, rows, Cancel);
        await using var store = await OutboxStore.OpenAsync(Sources, Cancel);
        var events = await store.ReadAsync(10, Cancel);

        await store.DeleteAsync([events[0].Position, events[2].Position], Cancel);

        var left = await store.ReadAsync(10, Cancel);
        Assert.Equal([rows[1].Id, rows[3].Id], left.Select(stored => stored.Row.Id));
    }

    [Fact]
    public async Task Count_NothingWaits_IsZero()
    {
        await using var store = await OutboxStore.OpenAsync(Sources, Cancel);

        Assert.Equal(new OutboxBacklog(0, TimeSpan.Zero), await store.CountAsync(Cancel));
    }

    [Fact]
    public async Task Count_RowsWait_GivesTheirNumberAndTheAgeOfTheFirst()
    {
        await OutboxService.InsertAsync(Sources.App, [Row(), Row()], Cancel);
        await using var older = Sources.Admin.CreateCommand(
            "update outbox set created_at = now() - interval '26 hours' where position = (select min(position) from outbox)"
        );
        await older.ExecuteNonQueryAsync(Cancel);
        await using var store = await OutboxStore.OpenAsync(Sources, Cancel);

        var backlog = await store.CountAsync(Cancel);

        Assert.Equal(2, backlog.Pending);
        Assert.InRange(backlog.OldestAge, TimeSpan.FromHours(26), TimeSpan.FromHours(26.1));
    }

    [Fact]
    public async Task Count_MoreThanTheBound_CountsNoFurther()
    {
        await OutboxService.InsertAsync(Sources.App, [.. Enumerable.Range(0, 10_050).Select(_ => Row())], Cancel);
        await using var store = await OutboxStore.OpenAsync(Sources, Cancel);

        Assert.Equal(10_000, (await store.CountAsync(Cancel)).Pending);
    }

    // Positions are given when a row is written, not when it is committed: a lower one may appear behind a higher one
    // that has been relayed and deleted.
    [Fact]
    public async Task Read_LowerPositionCommittedLater_IsStillFound()
    {
        var slow = Row();
        var quick = Row();
        await using var connection = await Sources.App.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await InsertAsync(connection, slow);
        await OutboxService.InsertAsync(Sources.App, [quick], Cancel);
        await using var store = await OutboxStore.OpenAsync(Sources, Cancel);
        var first = Assert.Single(await store.ReadAsync(10, Cancel));
        await store.DeleteAsync([first.Position], Cancel);

        await transaction.CommitAsync(Cancel);

        var second = Assert.Single(await store.ReadAsync(10, Cancel));
        Assert.Equal(slow.Id, second.Row.Id);
        Assert.True(second.Position < first.Position);
    }

    [Fact]
    public async Task Insert_SameEventTwice_IsRefused()
    {
        var row = Row();
        await OutboxService.InsertAsync(Sources.App, [row], Cancel);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            OutboxService.InsertAsync(Sources.App, [row], Cancel)
        );

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refusal.SqlState);
    }

    private static OutboxRow Row() => new(Ids.New(), Ids.New(), "type", [1], null);

    private static string Text(OutboxRow row) =>
        $"{row.Id} {row.TenantId} {row.Type} {Convert.ToHexString(row.Payload)} {row.TraceParent}";

    private static async Task InsertAsync(NpgsqlConnection connection, OutboxRow row)
    {
        await using var command = new NpgsqlCommand(
            "insert into outbox (id, tenant_id, type, payload) values ($1, $2, $3, $4)",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.TenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Type });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = row.Payload });
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
