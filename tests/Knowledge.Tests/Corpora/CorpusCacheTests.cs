using System.Diagnostics.Metrics;
using Chat.ServiceDefaults;
using Chat.Testing.Logs;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Knowledge.Corpora;

public sealed class CorpusCacheTests : IDisposable
{
    private readonly Guid _tenant = Ids.New();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeCorpusSource _source = new();
    private readonly LogRecorder _logs = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CorpusCache _cache;

    public CorpusCacheTests() =>
        _cache = new CorpusCache(
            _source,
            new CorpusMetrics(_services.GetRequiredService<IMeterFactory>()),
            Options.Create(new CorpusOptions { MaxBytes = 3000, MaxTenantBytes = 3000 }),
            _time,
            new ApplicationLifetime(_logs.CreateLogger<ApplicationLifetime>()),
            _logs.CreateLogger<CorpusCache>()
        );

    public void Dispose()
    {
        _cache.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task GetAsync_ManyAtOnce_LoadsOnce()
    {
        _source.IsHeld = true;
        var asked = Enumerable.Range(0, 20).Select(_ => GetAsync(_tenant)).ToList();
        _source.LetOneEnd();

        var indexes = await Task.WhenAll(asked).WithTimeout();

        Assert.Single(indexes.Distinct());
        Assert.Equal(1, _source.Loads);
    }

    [Fact]
    public async Task GetAsync_InMemory_AnswersAtOnce()
    {
        await GetAsync(_tenant);

        Assert.True(GetAsync(_tenant).IsCompletedSuccessfully);
        Assert.Equal(1, _source.Loads);
    }

    [Fact]
    public async Task Announce_NewerVersion_AnswersFromTheOldOneMeanwhile()
    {
        await GetAsync(_tenant);
        await _source.HasBegunAsync();
        _source.Store(_tenant, 1);
        _source.IsHeld = true;

        _cache.Announce(_tenant, 1);
        await _source.HasBegunAsync().WithTimeout();

        Assert.Equal(0, (await GetAsync(_tenant)).Version);
        _source.LetOneEnd();
        await Eventually.TrueAsync(
            async () => (await GetAsync(_tenant)).Version == 1,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(2, _source.Loads);
    }

    [Fact]
    public async Task Announce_WhileAnOlderLoadIsUnderWay_IsLoadedThoughNobodyAsks()
    {
        _source.IsHeld = true;
        var asked = GetAsync(_tenant);
        await _source.HasBegunAsync().WithTimeout();
        _source.Store(_tenant, 1);

        _cache.Announce(_tenant, 1);
        _source.LetOneEnd();

        Assert.Equal(0, (await asked.WithTimeout()).Version);
        await _source.HasBegunAsync().WithTimeout();
        _source.LetOneEnd();
        await Eventually.TrueAsync(() => _cache.Versions.Single().Value == 1, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Announce_KnownVersion_LoadsNothing()
    {
        _source.Store(_tenant, 5);
        await GetAsync(_tenant);

        _cache.Announce(_tenant, 4);
        _cache.Announce(_tenant, 5);

        await GetAsync(_tenant);
        Assert.Equal(1, _source.Loads);
    }

    [Fact]
    public async Task Committed_NewerVersion_IsWaitedFor()
    {
        await GetAsync(_tenant);
        _source.Store(_tenant, 1);

        _cache.Committed(_tenant, 1);

        Assert.Equal(1, (await GetAsync(_tenant)).Version);
    }

    [Fact]
    public async Task Committed_WhileAnOlderLoadIsUnderWay_IsWaitedForAllTheSame()
    {
        await GetAsync(_tenant);
        await _source.HasBegunAsync();
        _source.IsHeld = true;
        _source.Store(_tenant, 1);
        _cache.Announce(_tenant, 1);
        await _source.HasBegunAsync().WithTimeout();
        _source.Store(_tenant, 2);
        _cache.Committed(_tenant, 2);

        var asked = GetAsync(_tenant);
        _source.LetOneEnd();
        await _source.HasBegunAsync().WithTimeout();
        Assert.False(asked.IsCompleted);
        _source.LetOneEnd();

        Assert.Equal(2, (await asked.WithTimeout()).Version);
    }

    [Fact]
    public async Task Announce_DatabasePutBack_TakesTheLowerVersion()
    {
        _source.Store(_tenant, 5);
        await GetAsync(_tenant);
        _source.Store(_tenant, 3);

        _cache.Announce(_tenant, long.MaxValue);

        await Eventually.TrueAsync(
            async () => (await GetAsync(_tenant)).Version == 3,
            TestContext.Current.CancellationToken
        );
        await GetAsync(_tenant);
        Assert.Equal(2, _source.Loads);
    }

    [Fact]
    public async Task GetAsync_DatabaseAwayAtFirst_FailsAndIsTriedAgain()
    {
        _source.Fault = new NpgsqlException("gone");
        await Assert.ThrowsAsync<NpgsqlException>(() => GetAsync(_tenant));
        _source.Fault = null;

        Assert.NotNull(await GetAsync(_tenant));
        Assert.Contains(_logs.Entries, entry => entry.Level == LogLevel.Warning);
    }

    public static TheoryData<Exception> Faults() =>
        new()
        {
            new NpgsqlException("gone"),
            new PostgresException("statement timeout", "ERROR", "ERROR", PostgresErrorCodes.QueryCanceled),
        };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task GetAsync_DatabaseAwayLater_AnswersFromMemoryAndTriesSeldom(Exception fault)
    {
        await GetAsync(_tenant);
        _source.Fault = fault;
        _cache.Committed(_tenant, 1);
        for (var time = 0; time < 10; time++)
        {
            Assert.Equal(0, (await GetAsync(_tenant)).Version);
        }
        Assert.Equal(2, _source.Loads);

        _source.Fault = null;
        _source.Store(_tenant, 1);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, (await GetAsync(_tenant)).Version);
    }

    [Fact]
    public async Task GetAsync_MemoryIsShort_ForgetsWhoWasAskedForLongestAgo()
    {
        Guid[] tenants = [_tenant, Ids.New(), Ids.New(), Ids.New()];
        foreach (var tenant in tenants[..3])
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await GetAsync(tenant);
        }
        _time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync(tenants[0]);

        await GetAsync(tenants[3]);

        Assert.Equal(3000, _cache.Bytes);
        Assert.Equal(tenants.Except([tenants[1]]).Order(), _cache.Versions.Select(corpus => corpus.Key).Order());
        Assert.NotNull(await GetAsync(tenants[1]));
        Assert.Equal(3000, _cache.Bytes);
    }

    [Fact]
    public async Task GetAsync_GrownIndex_CountsOnce()
    {
        await GetAsync(_tenant);
        _source.BytesEach = 2500;
        _source.Store(_tenant, 1);

        _cache.Committed(_tenant, 1);
        await GetAsync(_tenant);

        Assert.Equal(2500, _cache.Bytes);
    }

    private Task<CorpusIndex> GetAsync(Guid tenantId) =>
        _cache.GetAsync(tenantId, TestContext.Current.CancellationToken).AsTask();
}
