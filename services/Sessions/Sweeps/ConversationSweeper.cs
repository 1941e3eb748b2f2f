using Chat.ServiceDefaults.Data;
using Chat.Sessions.Unanswered;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.Sweeps;

/// <summary>
/// Sweeps now and then. A lock of the database, held for the length of a sweep, lets one instance at a time do it; another
/// one goes on when it dies.
/// </summary>
internal sealed class ConversationSweeper(
    ServiceDataSources sources,
    DatabaseReadiness readiness,
    UnansweredSweep questions,
    ConversationSweep sweep,
    IOptions<SweepOptions> options,
    TimeProvider time,
    ILogger<ConversationSweeper> logger
) : BackgroundService
{
    // "chat swep" as a number.
    private const long LockKey = 0x6368_6174_7377_6570;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var session = await sources.OpenSessionAsync(stoppingToken);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", session);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
            if (await command.ExecuteScalarAsync(stoppingToken) is not true)
            {
                return;
            }

            // Before what time ends is ended: whoever waits is not gone.
            await questions.RunAsync(stoppingToken);
            var ended = await sweep.RunAsync(stoppingToken);
            if (ended > 0)
            {
                SweepLog.Swept(logger, ended);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Boundary: a background loop outlives whatever the database does; the next turn tries again.
            SweepLog.Failed(logger, exception);
        }
    }
}
