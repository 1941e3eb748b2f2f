using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.VisitorDetails;

/// <summary>
/// Passes on who was seen, many at a time. While Sessions is away a batch stays here and others wait behind it, as many as
/// may: who was noted is not noted again for a while.
/// </summary>
internal sealed class SeenVisitorsPump(
    SeenVisitors visitors,
    Contracts.Sessions.V1.Visitors.VisitorsClient sessions,
    IOptions<VisitorDetailsOptions> options,
    TimeProvider time,
    ILogger<SeenVisitorsPump> logger
) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
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

            while (!await TryPassOnAsync(batch.Values, stoppingToken))
            {
                await Task.Delay(RetryInterval, time, stoppingToken);
            }

            if (batch.Count < Batch)
            {
                // Sessions writes each call to the disk: a few large ones, not many small ones.
                await Task.Delay(options.Value.Pause, time, stoppingToken);
            }
        }
    }

    // False: it is worth another try.
    private async Task<bool> TryPassOnAsync(IReadOnlyCollection<SeenVisitor> batch, CancellationToken stoppingToken)
    {
        var request = new CollectRequest();
        request.Visitors.Add(batch);
        try
        {
            _ = await sessions.CollectAsync(request, GrpcCall.As(GatewayIdentity.ForTenants, stoppingToken));
            isAway = false;
            return true;
        }
        catch (RpcException) when (stoppingToken.IsCancellationRequested)
        {
            // This instance stops.
            return true;
        }
        catch (Exception exception) when (UpstreamFault.TryExplain(exception, stoppingToken, out var fault))
        {
            // Boundary: nobody waits for this. Told once, not for each try.
            if (fault is not Unavailable)
            {
                VisitorDetailsLog.Refused(logger, fault.Code);
                return true;
            }

            if (!isAway)
            {
                isAway = true;
                VisitorDetailsLog.Waiting(logger, fault.Code);
            }

            return false;
        }
    }
}
