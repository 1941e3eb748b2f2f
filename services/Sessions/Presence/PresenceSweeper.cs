using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;

namespace Chat.Sessions.Presence;

/// <summary>
/// Finds out who is gone or idle. One instance does it, the one whose connection holds the lock; when it dies, another
/// one goes on, and gives everybody who is absent a new grace.
/// </summary>
internal sealed class PresenceSweeper(
    ServiceDataSources sources,
    DatabaseReadiness readiness,
    SweepRound round,
    IOptions<PresenceOptions> options,
    TimeProvider time,
    ILogger<PresenceSweeper> logger
) : BackgroundService
{
    // "chat pres" as a number.
    private const long LockKey = 0x6368_6174_7072_6573;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LeadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Boundary: a background loop outlives whatever its dependencies do; the next turn begins anew.
                PresenceLog.SweepFailed(logger, exception, options.Value.SweepInterval);
            }

            await Task.Delay(options.Value.SweepInterval, time, stoppingToken);
        }
    }

    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.OpenSessionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({LockKey})", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        PresenceLog.Sweeping(logger);
        round.Begin();
        // Asked again on the same connection: held already it is held once more, and a lost connection is noticed.
        while (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            try
            {
                await round.RunAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is RedisException or RedisTimeoutException)
            {
                PresenceLog.SweepBlind(logger, exception);
                round.Begin();
            }

            await Task.Delay(options.Value.SweepInterval, time, cancellationToken);
        }
    }
}
