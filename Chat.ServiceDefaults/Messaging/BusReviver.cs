using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Starts receive endpoints again as soon as a broker that was away takes connections.</summary>
/// <remarks>
/// MassTransit connects again by itself, but with pauses that grow to half a minute and cannot be configured. A
/// stopped and started endpoint tries at once. 1. Look each second. 2. An endpoint that is not healthy for the second
/// time in a row, while the broker takes connections, is started again. 3. It then has a few seconds to become healthy.
/// </remarks>
internal sealed class BusReviver(
    IBusControl bus,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<BusReviver> logger
) : BackgroundService
{
    private const int DefaultPort = 5672;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, DateTimeOffset> patience = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var address = BrokerAddress.Of(configuration);
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (name, endpoint) in bus.CheckHealth().Endpoints)
            {
                if (endpoint.Status == BusHealthStatus.Healthy)
                {
                    patience.Remove(name);
                }
                else if (IsOverdue(name) && await AnswersAsync(address, stoppingToken))
                {
                    await ReviveAsync(name, endpoint.ReceiveEndpoint, stoppingToken);
                }
            }
        }
    }

    private bool IsOverdue(string name)
    {
        var now = time.GetUtcNow();
        if (patience.TryGetValue(name, out var until))
        {
            return now >= until;
        }

        patience[name] = now + Interval;
        return false;
    }

    private async Task ReviveAsync(string name, IReceiveEndpoint endpoint, CancellationToken cancellationToken)
    {
        patience[name] = time.GetUtcNow() + Grace;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Grace);
            await endpoint.Stop(limit.Token);
            endpoint.Start(cancellationToken);
            BusLog.Revived(logger, name);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary of the background loop: the endpoint is looked at again after the grace.
            BusLog.ReviveFailed(logger, exception, name);
        }
    }

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ConnectLimit);
            await client.ConnectAsync(address.Host, address.Port > 0 ? address.Port : DefaultPort, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Still away, which the health check tells; a line for every second would tell nothing more.
            BusLog.StillAway(logger);
            return false;
        }
    }
}
