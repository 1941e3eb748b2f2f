using Chat.Sessions.AgentQueue;

namespace Chat.Sessions.Routing;

/// <summary>Looks after the queues of tenants in which something happened, some tenants at a time.</summary>
internal sealed class RoutingWorker(RoutingRounds rounds, QueueRound round, ILogger<RoutingWorker> logger)
    : BackgroundService
{
    private const int Parallel = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var tenants = await rounds.Queue.TakeAsync(stoppingToken);
                await System.Threading.Tasks.Parallel.ForEachAsync(
                    tenants,
                    new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = stoppingToken },
                    async (tenantId, cancellationToken) => await LookAfterAsync(tenantId, cancellationToken)
                );
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Another instance, or the sweep of the next start, goes on.
        }
    }

    private async Task LookAfterAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            await round.RunAsync(tenantId, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: one tenant's trouble must not stop the others' queues.
            RoutingLog.RoundFailed(logger, exception, tenantId);
        }
    }
}
