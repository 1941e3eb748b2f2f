using System.Net.Sockets;
using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.Sessions.Settings;

/// <summary>
/// Hears from Postgres which tenants' settings were changed, by whatever instance: `notify settings_changed` with the
/// tenant's id, sent by the change's own transaction.
/// </summary>
internal sealed class SettingsListener(
    ServiceDataSources sources,
    TenantSettings settings,
    TimeProvider time,
    ILogger<SettingsListener> logger
) : BackgroundService
{
    public const string Channel = "settings_changed";

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
                SettingsLog.Deaf(logger, exception, RetryInterval);
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.OpenSessionAsync(cancellationToken);
        connection.Notification += (_, notice) => Hear(notice.Payload);
        await using (var command = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // What was changed while nobody listened.
        settings.ForgetAll();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Hear(string payload)
    {
        if (Guid.TryParseExact(payload, "D", out var tenantId))
        {
            settings.Forget(tenantId);
        }
        else
        {
            SettingsLog.MalformedNotice(logger);
        }
    }
}
