using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary>Looks now and then whether the credentials of open sockets still hold, and ends those whose do not.</summary>
internal sealed class CredentialChecks(
    SocketTable table,
    IOptions<SocketOptions> options,
    TimeProvider time,
    ILogger<CredentialChecks> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CredentialCheck, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var socket in table.Open)
                {
                    await CheckAsync(socket, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The normal end.
        }
    }

    private async Task CheckAsync(SocketConnection socket, CancellationToken stoppingToken)
    {
        try
        {
            await socket.CheckAsync();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Boundary: most likely its client left meanwhile; whatever it is, the others are looked at.
            SocketLog.NotChecked(logger, exception);
        }
    }
}
