using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.Extensions.Options;
using LiveClient = Chat.Contracts.Sessions.V1.Live.LiveClient;

namespace Chat.Gateway.Live;

/// <summary>Keeps the Follow call open while anything is followed, and opens it again when it breaks.</summary>
internal sealed class LiveWorker(
    LiveHub hub,
    LiveClient client,
    IIdentityTokens tokens,
    IOptions<LiveOptions> options,
    TimeProvider time,
    ILogger<LiveWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);

    // A call that stood this long was a good one: the next failure starts the back-off anew.
    private static readonly TimeSpan GoodCall = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = options.Value.ReconnectDelay;
        for (var number = 1L; !stoppingToken.IsCancellationRequested; number++)
        {
            try
            {
                await hub.WaitForDemandAsync(stoppingToken);
                var begun = time.GetTimestamp();
                await RunCallAsync(number, stoppingToken);
                delay = time.GetElapsedTime(begun) >= GoodCall ? options.Value.ReconnectDelay : delay;
                await Task.Delay(delay, time, stoppingToken);
                delay = Longer(delay);
            }
            catch (Exception ended)
                when (ended is OperationCanceledException or RpcException && stoppingToken.IsCancellationRequested)
            {
                // The normal end; a call that is cancelled says so in gRPC's words.
            }
        }
    }

    private async Task RunCallAsync(long number, CancellationToken stoppingToken)
    {
        try
        {
            using var follow = client.Follow(GrpcCall.As(GatewayIdentity.ForLive, stoppingToken));
            var call = new LiveCall(hub, tokens, follow, number);
            hub.Use(call);
            await call.RunAsync(stoppingToken);
            LiveLog.CallEnded(logger);
        }
        catch (RpcException broken) when (!stoppingToken.IsCancellationRequested)
        {
            LiveLog.CallBroke(logger, broken.StatusCode);
        }
        catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
        {
            // Boundary of the background loop: whatever it was, the sockets of this gateway do not end with one call.
            LiveLog.CallFailed(logger, failed);
        }
        finally
        {
            hub.Use(null);
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < MaxDelay ? delay * 2 : MaxDelay;
}
