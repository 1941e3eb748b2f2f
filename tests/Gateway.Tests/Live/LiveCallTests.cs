using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Live;

public sealed class LiveCallTests
{
    // More than wait at the same time for a server that takes nothing.
    private const int Many = 20_000;

    [Fact]
    public void Unsubscribe_ServerTakesNothing_BreaksTheCallInsteadOfForgettingIt()
    {
        var isBroken = false;
        using var hub = new LiveHub(Options.Create(new LiveOptions()), TimeProvider.System);
        using var follow = new AsyncDuplexStreamingCall<FollowRequest, FollowResponse>(
            requestStream: null!,
            responseStream: null!,
            Task.FromResult(new Metadata()),
            static () => Status.DefaultSuccess,
            static () => [],
            () => isBroken = true
        );
        var call = new LiveCall(hub, tokens: null!, follow, number: 1);

        for (var id = 1; id <= Many; id++)
        {
            call.Unsubscribe(id);
        }

        Assert.True(isBroken);
    }
}
