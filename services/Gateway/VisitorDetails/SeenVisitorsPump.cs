using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.VisitorDetails;

/// <summary>Passes on who was seen, many at a time. What Sessions cannot take is lost: it is seen again.</summary>
internal sealed class SeenVisitorsPump(
    SeenVisitors visitors,
    Contracts.Sessions.V1.Visitors.VisitorsClient sessions,
    IOptions<VisitorDetailsOptions> options,
    TimeProvider time,
    ILogger<SeenVisitorsPump> logger
) : BackgroundService
{
    private const int Batch = 100;
    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await visitors.Waiting.WaitToReadAsync(stoppingToken))
        {
            // The last of a visitor counts.
            var batch = new Dictionary<(string, AuthorKind, string), SeenVisitor>(Batch);
            while (batch.Count < Batch && visitors.Waiting.TryRead(out var seen))
            {
                batch[(seen.TenantId, seen.Kind, seen.Subject)] = seen;
            }
            await TryPassOnAsync(batch.Values, stoppingToken);
            if (batch.Count < Batch)
            {
                // Sessions writes each call to the disk: a few large ones, not many small ones.
                await Task.Delay(options.Value.Pause, time, stoppingToken);
            }
        }
    }

    private async Task TryPassOnAsync(IReadOnlyCollection<SeenVisitor> batch, CancellationToken stoppingToken)
    {
        var request = new CollectRequest();
        request.Visitors.Add(batch);
        try
        {
            _ = await sessions.CollectAsync(request, GrpcCall.As(GatewayIdentity.ForTenants, stoppingToken));
            isAway = false;
        }
        catch (RpcException) when (stoppingToken.IsCancellationRequested)
        {
            // This instance stops.
        }
        catch (Exception exception) when (UpstreamFault.TryExplain(exception, stoppingToken, out var fault))
        {
            // Boundary: nobody waits for this. Told once, not for each batch.
            if (!isAway)
            {
                isAway = true;
                VisitorDetailsLog.Lost(logger, fault.Code);
            }
        }
    }
}
