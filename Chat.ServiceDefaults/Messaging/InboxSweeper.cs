using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>
/// Now and then forgets events that were handled long ago, batch by batch. Each batch takes the database's lock for its
/// transaction, so that one instance at a time does it, and another one goes on when it dies.
/// </summary>
internal sealed class InboxSweeper(
    NpgsqlDataSource database,
    DatabaseReadiness readiness,
    IOptions<InboxOptions> options,
    TimeProvider time,
    ILogger<InboxSweeper> logger
) : BackgroundService
{
    // "chat inbx" as a number.
    private const long LockKey = 0x6368_6174_696e_6278;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAllAsync(stoppingToken);
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
            } while (swept == options.Value.BatchSize);

            if (total > 0)
            {
                BusLog.InboxSwept(logger, total);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Boundary: a background loop outlives whatever the database does; the next turn tries again.
            BusLog.InboxSweepFailed(logger, exception);
        }
    }

    private async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
        if (!(bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            return 0;
        }

        var before = time.GetUtcNow() - options.Value.Retention;
        var swept = await Inbox.SweepAsync(connection, before, options.Value.BatchSize, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return swept;
    }
}
