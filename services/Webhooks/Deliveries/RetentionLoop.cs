using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Webhooks.Deliveries;

/// <summary>
/// Now and then deletes what was finished long ago and gives up what waits for a subscription that is off, batch by batch.
/// The database lets one instance at a time do it.
/// </summary>
internal sealed class RetentionLoop(
    NpgsqlDataSource database,
    DatabaseReadiness readiness,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    ILogger<RetentionLoop> logger
) : BackgroundService
{
    private const string Sql = "select sweep_deliveries($1, $2, $3)";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, clock);
        try
        {
            await readiness.WaitAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAllAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            DeliveriesLog.SweepStopped(logger);
        }
    }

    private async Task SweepAllAsync(CancellationToken stoppingToken)
    {
        try
        {
            var total = 0;
            int swept;
            do
            {
                swept = await SweepAsync(stoppingToken);
                total += swept;
            } while (swept >= options.Value.BatchSize);

            if (total > 0)
            {
                DeliveriesLog.Swept(logger, total);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // Boundary: a background loop outlives whatever the database does; the next turn tries again.
            DeliveriesLog.SweepFailed(logger, e);
        }
    }

    private async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.Delivered });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.Dead });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.BatchSize });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
