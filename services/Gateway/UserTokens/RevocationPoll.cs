using Chat.Gateway.Auth;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.UserTokens;

/// <summary>Asks again and again what was revoked.</summary>
internal sealed class RevocationPoll(
    Wire.UserTokens.UserTokensClient sessions,
    UserRevocations revocations,
    IOptions<UserTokenOptions> options,
    TimeProvider time,
    ILogger<RevocationPoll> logger
) : BackgroundService
{
    private const int Page = 1_000;
    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.PollInterval, time);
        do
        {
            await TryCatchUpAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryCatchUpAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CatchUpAsync(stoppingToken);
            if (isAway)
            {
                isAway = false;
                UserTokensLog.Back(logger);
            }
        }
        catch (RpcException) when (stoppingToken.IsCancellationRequested)
        {
            // This instance stops.
        }
        catch (Exception exception) when (UpstreamFault.TryExplain(exception, stoppingToken, out var fault))
        {
            // Boundary: the next turn tries again; until then what is known has to do, for MaxStaleness.
            if (!isAway)
            {
                isAway = true;
                UserTokensLog.Away(logger, fault.Code);
            }
        }
    }

    private async Task CatchUpAsync(CancellationToken stoppingToken)
    {
        Wire.ListRevocationsResponse page;
        do
        {
            page = await sessions.ListRevocationsAsync(
                new Wire.ListRevocationsRequest { After = revocations.Last, Limit = Page },
                GrpcCall.As(GatewayIdentity.ForTenants, stoppingToken)
            );
            revocations.Learn(page.Revocations);
        } while (page.Revocations.Count == Page);
        revocations.Heard();
    }
}
