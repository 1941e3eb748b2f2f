using System.Net.Sockets;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Settings;
using Npgsql;

namespace Chat.Sessions.Routing;

/// <summary>
/// Hears from Postgres that a tenant's queue may move: an assignment ended, an agent came, capacity or settings changed,
/// on whatever instance. The notice is part of that change's transaction: it comes when it is committed, or never.
/// </summary>
internal sealed class RoutingListener(
    ServiceDataSources sources,
    RoutingRounds rounds,
    TimeProvider time,
    ILogger<RoutingListener> logger
) : BackgroundService
{
    /// <summary>As in Data/Sql/agent_queue.sql.</summary>
    private const string Channel = "routing_changed";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
            {
                // What is missed meanwhile the sweep finds.
                RoutingLog.Deaf(logger, exception, RetryInterval);
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.OpenSessionAsync(cancellationToken);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (
            var command = new NpgsqlCommand($"listen {Channel}; listen {SettingsListener.Channel}", connection)
        )
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Hear(string payload)
    {
        if (Guid.TryParseExact(payload, "D", out var tenantId))
        {
            rounds.Changed(tenantId);
        }
        else
        {
            RoutingLog.MalformedNotice(logger);
        }
    }
}
