using System.Collections.Concurrent;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Settings;

/// <summary>
/// A tenant's settings, from memory. A change is seen by every instance as soon as Postgres has told it
/// (<see cref="SettingsNotices"/>), and after <see cref="MaxAge"/> whatever became of the message.
/// </summary>
internal sealed class TenantSettings(SettingsStore store, TimeProvider time, ILogger<TenantSettings> logger)
{
    // Some kilobytes each. Full: a fresh start costs each tenant one read.
    private const int MaxTenants = 10_000;

    // Old values are read again behind the back of whoever asks, so that a busy tenant never waits.
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<Guid, Entry> entries = new();

    /// <summary>One section; without a round trip unless the tenant was not asked for in the last minute.</summary>
    public ValueTask<TSection> GetAsync<TSection>(Guid tenantId, CancellationToken cancellationToken)
        where TSection : class, ISettingsSection
    {
        var snapshot = GetAsync(tenantId, cancellationToken);
        return snapshot.IsCompletedSuccessfully
            ? ValueTask.FromResult(snapshot.Result.Get<TSection>())
            : SectionOfAsync<TSection>(snapshot);
    }

    /// <summary>All sections.</summary>
    public ValueTask<SettingsSnapshot> GetAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var entry = Find(tenantId);
        if (!entry.Loading.IsCompletedSuccessfully)
        {
            return new ValueTask<SettingsSnapshot>(entry.Loading.WaitAsync(cancellationToken));
        }

        var age = time.GetElapsedTime(entry.StartedAt);
        if (age < RefreshAfter)
        {
            return new ValueTask<SettingsSnapshot>(entry.Loading.Result);
        }

        var refresh = entry.RefreshOnce(() => RefreshAsync(tenantId, entry));
        return age < MaxAge
            ? new ValueTask<SettingsSnapshot>(entry.Loading.Result)
            : new ValueTask<SettingsSnapshot>(refresh.WaitAsync(cancellationToken));
    }

    /// <summary>The tenant's settings have changed. Who has read them before this and not yet answered answers the old ones.</summary>
    public void Forget(Guid tenantId) => entries.TryRemove(tenantId, out _);

    /// <summary>Any tenant's settings may have changed.</summary>
    public void ForgetAll() => entries.Clear();

    private static async ValueTask<TSection> SectionOfAsync<TSection>(ValueTask<SettingsSnapshot> snapshot)
        where TSection : class, ISettingsSection => (await snapshot).Get<TSection>();

    private Entry Find(Guid tenantId)
    {
        if (entries.TryGetValue(tenantId, out var entry))
        {
            return entry;
        }

        if (entries.Count >= MaxTenants)
        {
            entries.Clear();
        }

        return entries.GetOrAdd(tenantId, id => new Entry(time.GetTimestamp(), () => LoadFirstAsync(id)));
    }

    // Shared by all who wait, hence nobody's token: the store's own time-out ends it.
    private async Task<SettingsSnapshot> LoadAsync(Guid tenantId)
    {
        var snapshot = new SettingsSnapshot(await store.ReadAsync(tenantId, CancellationToken.None));
        foreach (var section in snapshot.Sections.Where(section => section.IsUnreadable))
        {
            SettingsLog.Unreadable(logger, section.Section.Name, tenantId);
        }

        return snapshot;
    }

    private async Task<SettingsSnapshot> LoadFirstAsync(Guid tenantId)
    {
        var loaded = false;
        try
        {
            var snapshot = await LoadAsync(tenantId);
            loaded = true;
            return snapshot;
        }
        finally
        {
            if (!loaded)
            {
                // Or the failure would be everybody's answer.
                Forget(tenantId);
            }
        }
    }

    private async Task<SettingsSnapshot> RefreshAsync(Guid tenantId, Entry old)
    {
        var fresh = new Entry(time.GetTimestamp(), () => LoadAsync(tenantId));
        try
        {
            var snapshot = await fresh.Loading;
            // Not when they were forgotten meanwhile: this may have been read before the change.
            entries.TryUpdate(tenantId, fresh, old);
            return snapshot;
        }
        catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
        {
            // Settings of yesterday are better than no answer; the next who asks tries again.
            SettingsLog.RefreshFailed(logger, exception, tenantId);
            old.RefreshAgain();
            return await old.Loading;
        }
    }

    private sealed class Entry(long startedAt, Func<Task<SettingsSnapshot>> load)
    {
        private readonly Lazy<Task<SettingsSnapshot>> loading = new(load);
        private readonly Lock gate = new();
        private Task<SettingsSnapshot>? refresh;

        public long StartedAt { get; } = startedAt;

        // Lazy: of several entries made at once for a tenant only the one that is kept reads.
        public Task<SettingsSnapshot> Loading => loading.Value;

        public Task<SettingsSnapshot> RefreshOnce(Func<Task<SettingsSnapshot>> start)
        {
            lock (gate)
            {
                return refresh ??= start();
            }
        }

        public void RefreshAgain()
        {
            lock (gate)
            {
                refresh = null;
            }
        }
    }
}
