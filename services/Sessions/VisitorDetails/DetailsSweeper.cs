using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.VisitorDetails;

/// <summary>
/// Now and then forgets what is older than the retention, batch by batch. Instances need no lease for it: each skips the
/// rows another one is deleting.
/// </summary>
internal sealed class DetailsSweeper(
    DetailsStore store,
    DatabaseReadiness readiness,
    IOptions<DetailsOptions> options,
    TimeProvider time,
    ILogger<DetailsSweeper> logger
) : BackgroundService
{
    private const int Batch = 1_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        do
        {
            await SweepAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            var before = (time.GetUtcNow() - options.Value.Retention).UtcDateTime;
            while (await store.ForgetAsync(before, Batch, stoppingToken) == Batch)
            {
                // There may be more.
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Boundary: a background loop outlives whatever the database does; the next turn tries again.
            DetailsLog.SweepFailed(logger, exception);
        }
    }
}
