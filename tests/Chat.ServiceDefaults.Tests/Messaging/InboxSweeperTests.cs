using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Tests.Data;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Messaging;

[Trait("Level", "Component")]
public sealed class InboxSweeperTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_TwoInstances_ForgetWhatIsOldAndKeepTheRest()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var first = await StartAsync(database);
        await using var second = await StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);

        await ExecuteAsync(
            source,
            """
            insert into inbox (consumer, event_id, handled_at)
            select 'a', gen_random_uuid(), now() - case when n <= 25 then interval '61 minutes' else interval '59 minutes' end
            from generate_series(1, 30) n
            """
        );

        await Eventually.TrueAsync(async () => await CountAsync(source) == 5, Cancel);
    }

    [Fact]
    public async Task Sweep_AnotherInstanceAtIt_LeavesItToThatOne()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var service = await StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);
        await using var other = await source.OpenConnectionAsync(Cancel);
        await using var transaction = await other.BeginTransactionAsync(Cancel);
        await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(x'63686174696e6278'::bigint)", other))
        {
            await hold.ExecuteNonQueryAsync(Cancel);
        }

        await ExecuteAsync(
            source,
            "insert into inbox (consumer, event_id, handled_at) values ('a', gen_random_uuid(), now() - interval '2 hours')"
        );
        await RefusedLockAsync(source);
        Assert.Equal(1, await CountAsync(source));

        await transaction.CommitAsync(Cancel);
        await Eventually.TrueAsync(async () => await CountAsync(source) == 0, Cancel);
    }

    [Theory]
    [InlineData("Inbox:Retention", "00:59:59")]
    [InlineData("Inbox:SweepInterval", "00:00:00.05")]
    [InlineData("Inbox:BatchSize", "0")]
    public async Task Start_SettingOutOfRange_IsRefused(string key, string value)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(database, (key, value)));

        Assert.Contains($"InboxOptions.{key.Split(':')[1]}", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<TestService> StartAsync(string database, params (string Key, string Value)[] settings)
    {
        var configuration = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:notesdb"] = database,
            ["Inbox:Retention"] = "01:00:00",
            ["Inbox:SweepInterval"] = "00:00:00.1",
            ["Inbox:BatchSize"] = "10",
        };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var service = await TestService.StartAsync(
            builder =>
            {
                builder.AddServiceDatabase<NotesContext>("notesdb", NotesContext.Role);
                builder.AddInboxSweep();
            },
            configuration: configuration
        );
        await service.Get<DatabaseReadiness>().WaitAsync(Cancel);
        return service;
    }

    // Two sweeps more: each is a statement that the service's role commits or rolls back, which the statistics count.
    private static async Task RefusedLockAsync(NpgsqlDataSource source)
    {
        var before = await RollbacksAsync(source);
        await Eventually.TrueAsync(async () => await RollbacksAsync(source) >= before + 2, Cancel);
    }

    private static async Task<long> RollbacksAsync(NpgsqlDataSource source) =>
        await ScalarAsync(source, "select xact_rollback from pg_stat_database where datname = current_database()");

    private static Task<long> CountAsync(NpgsqlDataSource source) => ScalarAsync(source, "select count(*) from inbox");

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
