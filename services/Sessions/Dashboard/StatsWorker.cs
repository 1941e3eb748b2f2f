using System.Collections.Concurrent;
using Chat.Sessions.Live;
using Chat.Sessions.Routing;
using Chat.Sessions.Signals;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Dashboard;

/// <summary>
/// Tells a tenant's agents the figures when they changed, at most once in <see cref="RoutingOptions.StatsPause"/>: what
/// happens in between is in the next ones.
/// </summary>
internal sealed class StatsWorker(
    RoutingRounds rounds,
    StatsHandler stats,
    ISignals signals,
    LogHub hub,
    IOptions<RoutingOptions> options,
    TimeProvider time,
    ILogger<StatsWorker> logger
) : BackgroundService
{
    private const int MaxTenants = 10_000;
    private readonly ConcurrentDictionary<Guid, DashboardStats> told = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                foreach (var tenantId in await rounds.Stats.TakeAsync(stoppingToken))
                {
                    await TellAsync(tenantId, stoppingToken);
                }

                await Task.Delay(options.Value.StatsPause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Agents read the figures again when they reconnect.
        }
    }

    private async Task TellAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            // Counting takes longer the more there is: not for nobody.
            if (!await hub.IsFollowedAsync(SignalTopic.Inbox.FeedOf(tenantId), cancellationToken))
            {
                return;
            }

            var now = await stats.ReadAsync(tenantId, cancellationToken);
            if (told.TryGetValue(tenantId, out var before) && before == now)
            {
                return;
            }

            if (told.Count >= MaxTenants)
            {
                told.Clear();
            }

            told[tenantId] = now;
            signals.Publish(tenantId, SignalTopic.Inbox, ToSignal(now));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: one tenant's trouble must not stop the others' figures, nor the service.
            RoutingLog.StatsFailed(logger, exception, tenantId);
        }
    }

    private static StatsSignal ToSignal(DashboardStats stats) =>
        new()
        {
            Open = stats.Open,
            Queued = stats.Queued,
            Assigned = stats.Assigned,
            ResolvedToday = stats.ResolvedToday,
            Agents = stats.Agents,
            AgentsOnline = stats.AgentsOnline,
            IsInternal = true,
        };
}
