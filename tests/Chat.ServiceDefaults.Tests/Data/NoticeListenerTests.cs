using System.Collections.Concurrent;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Data;

[Trait("Level", "Component")]
public sealed class NoticeListenerTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hear_Notices_ComeToTheReadersOfTheirChannelInOrder()
    {
        var (first, second) = (new Reader("one", "shared"), new Reader("two", "shared"));
        await using var service = await StartAsync(database.ConnectionString, first, second);
        await first.CaughtUp(1);

        await NotifyAsync(service, ("one", "a"), ("shared", "b"), ("two", "c"), ("shared", "d"));

        await Eventually.TrueAsync(() => first.Heard.Count == 3 && second.Heard.Count == 3, Cancel);
        Assert.Equal(["a", "b", "d"], first.Heard);
        Assert.Equal(["b", "c", "d"], second.Heard);
    }

    [Fact]
    public async Task Hear_ManyReaders_ShareOneConnection()
    {
        var fresh = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var readers = Enumerable.Range(0, 5).Select(number => new Reader($"channel_{number}")).ToArray();
        await using var service = await StartAsync(fresh, readers);
        await readers[^1].CaughtUp(1);

        await using var command = service
            .Get<ServiceDataSources>()
            .Admin.CreateCommand(
                "select count(*) from pg_stat_activity where datname = current_database() and query like 'listen %'"
            );

        Assert.Equal(1L, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Hear_RolledBack_IsNeverTold()
    {
        var reader = new Reader("one");
        await using var service = await StartAsync(database.ConnectionString, reader);
        await reader.CaughtUp(1);
        await using (var connection = await service.Get<ServiceDataSources>().Admin.OpenConnectionAsync(Cancel))
        await using (var transaction = await connection.BeginTransactionAsync(Cancel))
        {
            await using var command = new NpgsqlCommand("select pg_notify('one', 'lost')", connection, transaction);
            await command.ExecuteNonQueryAsync(Cancel);
            await transaction.RollbackAsync(Cancel);
        }

        await NotifyAsync(service, ("one", "kept"));

        await Eventually.TrueAsync(() => !reader.Heard.IsEmpty, Cancel);
        Assert.Equal(["kept"], reader.Heard);
    }

    [Fact]
    public async Task Hear_WithoutSense_HasThatReaderCatchUpAndTheOthersGoOn()
    {
        var (strict, other) = (new Reader("one") { Refuses = "nonsense" }, new Reader("two"));
        await using var service = await StartAsync(database.ConnectionString, strict, other);
        await other.CaughtUp(1);

        await NotifyAsync(service, ("one", "nonsense"), ("two", "b"), ("one", "a"));

        await strict.CaughtUp(2);
        await Eventually.TrueAsync(() => !strict.Heard.IsEmpty && !other.Heard.IsEmpty, Cancel);
        Assert.Equal(1, other.CatchUps);
        service.Logs.AssertNoErrors();
    }

    [Fact]
    public async Task CatchUp_IntervalOver_RunsAgainWithoutANotice()
    {
        var reader = new Reader("one") { CatchUpInterval = TimeSpan.FromMilliseconds(20) };
        await using var service = await StartAsync(database.ConnectionString, reader, new Reader("two"));

        await reader.CaughtUp(3);

        Assert.Empty(reader.Heard);
    }

    [Fact]
    public async Task Hear_ConnectionCut_CatchesUpAndHearsAgain()
    {
        var fresh = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var reader = new Reader("one");
        await using var service = await StartAsync(fresh, reader);
        await reader.CaughtUp(1);

        await using var cut = service
            .Get<ServiceDataSources>()
            .Admin.CreateCommand(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and query like 'listen %'
                """
            );
        Assert.Equal(1L, await cut.ExecuteScalarAsync(Cancel));
        await reader.CaughtUp(2);
        await NotifyAsync(service, ("one", "again"));

        await Eventually.TrueAsync(() => !reader.Heard.IsEmpty, Cancel);
        service.Logs.AssertNoErrors();
    }

    [Fact]
    public async Task Hear_PostgresAwayForAWhile_HealsByItself()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var reader = new Reader("one");
        await using var service = await StartAsync(await postgres.CreateDatabaseAsync(), reader);
        await reader.CaughtUp(1);

        await postgres.KillAsync();
        await Eventually.TrueAsync(() => service.Logs.Entries.Any(entry => entry.EventId.Id == 203), Cancel);
        await postgres.StartAgainAsync();

        await reader.CaughtUp(2);
        await NotifyAsync(service, ("one", "again"));
        await Eventually.TrueAsync(() => !reader.Heard.IsEmpty, Cancel);
        service.Logs.AssertNoErrors();
    }

    public static TheoryData<Exception> Faults() =>
        new()
        {
            new NpgsqlException("away"),
            new PostgresException("deadlock detected", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected),
        };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task CatchUp_StoreFails_IsTriedAgain(Exception fault)
    {
        var reader = new Reader("one") { FailsFirst = fault };
        await using var service = await StartAsync(database.ConnectionString, reader);

        await reader.CaughtUp(2);
        await NotifyAsync(service, ("one", "a"));

        await Eventually.TrueAsync(() => !reader.Heard.IsEmpty, Cancel);
    }

    private static Task<TestService> StartAsync(string connectionString, params Reader[] readers) =>
        TestService.StartAsync(
            builder =>
            {
                builder.AddServiceDatabase<NotesContext>("notesdb", NotesContext.Role);
                builder.Services.AddNoticeReader<Silent>().AddNoticeReader<Silent>();
                foreach (var reader in readers)
                {
                    builder.Services.AddSingleton<INoticeReader>(reader);
                }
            },
            configuration: new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:notesdb"] = connectionString,
            }
        );

    private static async Task NotifyAsync(TestService service, params (string Channel, string Payload)[] notices)
    {
        foreach (var (channel, payload) in notices)
        {
            await using var command = service.Get<NpgsqlDataSource>().CreateCommand("select pg_notify($1, $2)");
            command.Parameters.AddWithValue(channel);
            command.Parameters.AddWithValue(payload);
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }

    private sealed class Silent : INoticeReader
    {
        public IReadOnlyList<string> Channels { get; } = ["silent"];

        public bool Hear(string payload) => true;
    }

    private sealed class Reader(params string[] channels) : INoticeReader
    {
        private int catchUps;

        public IReadOnlyList<string> Channels { get; } = channels;

        public TimeSpan CatchUpInterval { get; init; } = Timeout.InfiniteTimeSpan;

        public string? Refuses { get; init; }

        public Exception? FailsFirst { get; init; }

        public ConcurrentQueue<string> Heard { get; } = new();

        public int CatchUps => Volatile.Read(ref catchUps);

        public bool Hear(string payload)
        {
            if (payload == Refuses)
            {
                return false;
            }

            Heard.Enqueue(payload);
            return true;
        }

        public Task CatchUpAsync(CancellationToken cancellationToken) =>
            Interlocked.Increment(ref catchUps) == 1 && FailsFirst is { } fault
                ? Task.FromException(fault)
                : Task.CompletedTask;

        public Task CaughtUp(int times) => Eventually.TrueAsync(() => CatchUps >= times, Cancel);
    }
}
