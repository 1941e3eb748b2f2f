using System.Collections.Concurrent;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Tenants;

/// <summary>
/// Remembers when keys were used and writes it every few seconds: a write per request would make each key a hot row.
/// What a crash loses is a few seconds of "last used".
/// </summary>
internal sealed class KeyUses(TenantStore store, TimeProvider time, ILogger<KeyUses> logger) : BackgroundService
{
    private const int MaxKeys = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, DateTime> uses = new();

    public void Note(Guid keyId)
    {
        if (uses.Count < MaxKeys || uses.ContainsKey(keyId))
        {
            uses[keyId] = time.GetUtcNow().UtcDateTime;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (uses.IsEmpty)
        {
            return;
        }

        var batch = uses.ToArray().ToDictionary(use => use.Key, use => use.Value);
        try
        {
            await store.TouchKeysAsync(batch, cancellationToken);
            foreach (var use in batch)
            {
                // Only what was written: a use noted meanwhile stays for the next time.
                uses.TryRemove(use);
            }
        }
        catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
        {
            TenantsLog.TouchFailed(logger, exception, batch.Count);
        }
    }
}
