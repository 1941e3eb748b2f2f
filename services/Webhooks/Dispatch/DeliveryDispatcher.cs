using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>Claims due deliveries as long as there is room for attempts, and starts them.</summary>
/// <remarks>
/// <list type="number">
/// <item>Claim as many as there is room for, none to a subscription that has its share under way.</item>
/// <item>Start an attempt for each. When one ends, the loop is signalled, because it made room.</item>
/// <item>Wait for a signal (new deliveries, an ended attempt) or for the moment the next delivery falls due. Claims of an
/// instance that died fall due as everything else does.</item>
/// <item>When stopping: claim no more, give attempts under way a few seconds, then release what is left.</item>
/// </list>
/// </remarks>
internal sealed class DeliveryDispatcher(
    DeliveryClaims claims,
    AttemptRunner runner,
    InFlightAttempts inFlight,
    DispatchSignal signal,
    IOptions<DispatchOptions> options,
    TimeProvider clock,
    ILogger<DeliveryDispatcher> logger
) : BackgroundService
{
    // Below the host's shutdown time-out of 10 s, and what is released still has to be stored.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var abort = new CancellationTokenSource();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await DispatchAsync(abort.Token, stoppingToken);
                await signal.WaitAsync(wait, clock, stoppingToken); // 3
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // Boundary: a background loop outlives whatever the database does.
                DispatchLog.ClaimFailed(logger, e, FailureDelay);
                await PauseAsync(stoppingToken);
            }
        }

        abort.CancelAfter(StopGrace); // 4
        await inFlight.WhenAllAsync(CancellationToken.None);
    }

    private async Task<TimeSpan> DispatchAsync(CancellationToken abort, CancellationToken stoppingToken)
    {
        var settings = options.Value;
        var room = settings.MaxConcurrency - inFlight.Count;
        if (room <= 0)
        {
            return settings.PollInterval;
        }

        var batch = await claims.ClaimAsync(room, inFlight.BySubscription(), stoppingToken); // 1
        foreach (var delivery in batch.Deliveries)
        {
            inFlight.Start(delivery.SubscriptionId, () => runner.RunAsync(delivery, abort), signal.Notify); // 2
        }

        // Something due that was not claimed waits for an attempt under way, here or in another instance: an ended one
        // signals, and the poll interval covers the other instance.
        return batch.NextDueIn is { } due && due > TimeSpan.Zero && due < settings.PollInterval
            ? due
            : settings.PollInterval;
    }

    private async Task PauseAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(FailureDelay, clock, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The loop's condition ends it.
            return;
        }
    }
}
