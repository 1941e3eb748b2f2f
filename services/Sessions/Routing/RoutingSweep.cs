using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.Routing;

/// <summary>
/// Finds tenants with something left to do that nobody was told of: notices lost with an instance or a connection, and
/// grace times that ran out. Of all instances one does it in each interval, whichever sets the time first.
/// </summary>
internal sealed class RoutingSweep(
    NpgsqlDataSource source,
    RoutingRounds rounds,
    IOptions<RoutingOptions> options,
    TimeProvider time,
    ILogger<RoutingSweep> logger
) : BackgroundService
{
    private const string ClaimSql = """
        update routing_sweeps set swept_at = clock_timestamp()
        where swept_at < clock_timestamp() - make_interval(secs => $1) * 0.9
        returning 1
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever claims the next interval goes on.
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var claim = source.CreateCommand(ClaimSql);
            claim.Parameters.Add(new NpgsqlParameter<double> { TypedValue = options.Value.SweepInterval.TotalSeconds });
            if (await claim.ExecuteScalarAsync(cancellationToken) is null)
            {
                return;
            }

            await using var command = source.CreateCommand("select tenant_id from tenants_to_route()");
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                rounds.Queue.Note(row.GetGuid(0));
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: the loop must not end.
            RoutingLog.SweepFailed(logger, exception);
        }
    }
}
