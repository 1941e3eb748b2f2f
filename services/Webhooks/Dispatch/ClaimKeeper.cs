using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>Keeps the claims of this instance alive for as long as it is alive itself.</summary>
/// <remarks>
/// Three times in each lease: one renewal may fail. When all do, the attempts are stopped (<see cref="HeldClaim.Lapsed"/>)
/// before another instance may take them over.
/// </remarks>
internal sealed class ClaimKeeper(
    ClaimRenewer renewer,
    IOptions<DispatchOptions> options,
    TimeProvider clock,
    ILogger<ClaimKeeper> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Value.RenewalInterval;
        using var timer = new PeriodicTimer(interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                limit.CancelAfter(interval);
                // What the last tick renewed is a little younger than the interval, for each renewal takes its time from behind
                // the tick: it is due all the same.
                await renewer.RenewAsync(interval / 2, limit.Token);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Boundary: a background loop outlives whatever the database does.
                DispatchLog.RenewalFailed(logger, exception);
            }
        }
    }
}
