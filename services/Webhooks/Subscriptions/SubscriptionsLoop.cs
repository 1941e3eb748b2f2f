using Chat.ServiceDefaults.Data;
using Chat.Webhooks.Secrets;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Writes the configured subscriptions to the database once, then keeps the snapshot up to date.</summary>
internal sealed class SubscriptionsLoop(
    SubscriptionStore store,
    SecretSealing sealing,
    SubscriptionRefresh refresh,
    DatabaseReadiness readiness,
    IOptions<SubscriptionsOptions> options,
    TimeProvider clock,
    ILogger<SubscriptionsLoop> logger
) : BackgroundService
{
    private bool _synced;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RefreshInterval, clock);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Boundary: a background loop outlives whatever the database does; the next turn tries again.
                SubscriptionsLog.RefreshFailed(logger, e);
            }
        } while (await TickAsync(timer, stoppingToken));
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await readiness.WaitAsync(cancellationToken);
        if (!_synced)
        {
            var configured = options.Value.Subscriptions.ConvertAll(ConfiguredSubscription.From);
            var synced = await store.SyncAsync(configured, cancellationToken);
            await sealing.RunAsync(cancellationToken);
            _synced = true;
            SubscriptionsLog.Synced(logger, synced, configured.Count);
            if (synced < configured.Count)
            {
                SubscriptionsLog.SomeNotSynced(logger, configured.Count - synced);
            }
        }

        await refresh.RunAsync(cancellationToken);
    }
}
