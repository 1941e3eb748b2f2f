using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Starts receive endpoints again as soon as a broker that was away takes connections.</summary>
/// <remarks>
/// MassTransit connects again by itself, but with pauses that grow to half a minute and cannot be configured. A
/// stopped and started endpoint tries at once. 1. Look each second, and say which endpoints are not healthy and whether
/// the broker takes connections. 2. <see cref="RevivalPlan"/> decides. 3. An endpoint that cannot even be stopped hangs
/// for good: the service ends, so that it is started anew.
/// </remarks>
internal sealed class BusReviver(
    IBusControl bus,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<BusReviver> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    // A consumer at work is waited for, and a statement of its may take a while.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly RevivalPlan plan = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var address = BrokerAddress.Of(configuration);
        using var timer = new PeriodicTimer(Interval, time);
        // A service that ends is not looked after any longer.
        while (!lifetime.ApplicationStopping.IsCancellationRequested && await timer.WaitForNextTickAsync(stoppingToken))
        {
            var unhealthy = bus.CheckHealth()
                .Endpoints.Where(endpoint => endpoint.Value.Status != BusHealthStatus.Healthy)
                .ToDictionary(StringComparer.Ordinal);
            var answers = unhealthy.Count > 0 && await AnswersAsync(address, stoppingToken);
            var due = plan.Due(unhealthy.Keys, answers);
            await Task.WhenAll(due.Select(name => ReviveAsync(name, unhealthy[name].ReceiveEndpoint, stoppingToken)));
        }
    }

    private async Task ReviveAsync(string name, IReceiveEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            // MassTransit does not look at the token everywhere on this way.
            await endpoint.Stop(cancellationToken).WaitAsync(StopLimit, time, cancellationToken);
            endpoint.Start(cancellationToken);
            BusLog.Revived(logger, name);
        }
        catch (TimeoutException)
        {
            BusLog.Hangs(logger, name);
            lifetime.StopApplication();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary of the background loop: the endpoint is looked at again after a while.
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
            await client.ConnectAsync(address.Host, BrokerAddress.PortOf(address), limit.Token);
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
