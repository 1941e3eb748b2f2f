using Chat.Inference.Data;
using Chat.ServiceDefaults;
using Chat.Testing.Logs;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Inference.Ledger;

[Trait("Level", "Component")]
public sealed class UsageBacklogTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationToken _test = TestContext.Current.CancellationToken;
    private readonly LogRecorder _logs = new();
    private PostgresServer _server = null!;
    private NpgsqlDataSource _database = null!;
    private UsageLedger _ledger = null!;
    private UsageBacklog _backlog = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = NpgsqlDataSource.Create(await _server.CreateDatabaseAsync());
        var options = new DbContextOptionsBuilder<InferenceDbContext>().UseNpgsql(_database).Options;
        await using var context = new InferenceDbContext(options);
        await context.Database.MigrateAsync(_test);
        _ledger = new UsageLedger(_database);
        _backlog = new UsageBacklog(_ledger, new LedgerLog(_logs.CreateLogger<LedgerLog>()), TimeProvider.System);
        await _backlog.StartAsync(_test);
    }

    [Fact]
    public async Task Add_LedgerAway_IsBookedOnceWhenItIsBack()
    {
        var records = Enumerable.Range(0, 20).Select(_ => Record()).ToList();
        await _ledger.RecordAsync([records[0]], _test);
        await _server.StopAsync();

        foreach (var record in records)
        {
            await AddRefusedAsync(record);
        }
        await Eventually.TrueAsync(() => Logged(2302), _test);
        await _server.StartAgainAsync();

        await Eventually.TrueAsync(async () => await CountAsync() == records.Count, _test);
        _logs.AssertNoErrors();
    }

    [Fact]
    public async Task Add_WhatTheDatabaseRefuses_IsLoggedAndTheNextIsBooked()
    {
        var refused = Record("zero\0");

        // As when it was refused for another reason first.
        _backlog.Add([refused], new NpgsqlException());
        _backlog.Add([Record()], new NpgsqlException());

        await Eventually.TrueAsync(async () => await CountAsync() == 1, _test);
        var lost = Assert.Single(_logs.Entries, entry => entry.Level is LogLevel.Error);
        Assert.Contains(refused.Id.ToString(), lost.Message, StringComparison.Ordinal);
        Assert.Contains("10 tokens in, 5 out", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopAsync_SomeWait_TheirNumbersAreLogged()
    {
        await _server.StopAsync();
        var first = Record();
        var second = Record();
        await AddRefusedAsync(first);
        await AddRefusedAsync(second);

        await _backlog.StopAsync(_test);
        await AddRefusedAsync(first);

        Assert.Equal(
            [first.Id, second.Id, first.Id],
            _logs
                .Entries.Where(entry => entry.EventId.Id == 2301)
                .Select(entry => Guid.Parse(entry.Message.Split(' ')[4]))
                .ToList()
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _backlog.StopAsync(CancellationToken.None);
        _backlog.Dispose();
        await _database.DisposeAsync();
        await _server.DisposeAsync();
        Dispose();
    }

    public void Dispose() => _logs.Dispose();

    private async Task AddRefusedAsync(UsageRecord record)
    {
        var fault = await Assert.ThrowsAnyAsync<NpgsqlException>(() => _ledger.RecordAsync([record], _test));
        _backlog.Add([record], fault);
    }

    private bool Logged(int id) => _logs.Entries.Any(entry => entry.EventId.Id == id);

    // As superuser, whom the tenants' walls do not stop.
    private async Task<long> CountAsync()
    {
        var access = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Username = "postgres" };
        await using var connection = new NpgsqlConnection(access.ConnectionString);
        await connection.OpenAsync(_test);
        await using var command = new NpgsqlCommand("select count(*) from usage_records", connection);
        return (long)(await command.ExecuteScalarAsync(_test))!;
    }

    private static UsageRecord Record(string provider = "fake") =>
        new()
        {
            Id = Ids.New(),
            TenantId = Ids.New(),
            ConversationId = Ids.New(),
            Provider = provider,
            Model = "model-1",
            InputTokens = 10,
            OutputTokens = 5,
            CachedInputTokens = 0,
            CacheWriteTokens = 0,
            Estimated = false,
            Interruption = "",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
}
