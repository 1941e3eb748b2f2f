using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Takes beats, in memory.</summary>
public sealed class FakeAgentPresences : AgentPresences.AgentPresencesBase
{
    private const int Capacity = 1_000;
    private readonly Channel<BeatRequest> beats = Channel.CreateBounded<BeatRequest>(Capacity);

    /// <summary>What was told, in order.</summary>
    public ChannelReader<BeatRequest> Beats => beats.Reader;

    /// <summary>Logins that every answer says have ended.</summary>
    public ConcurrentBag<string> Ended { get; } = [];

    /// <summary>Beats that fail.</summary>
    public Func<BeatRequest, bool> Fails { get; set; } = static _ => false;

    /// <inheritdoc/>
    public override async Task<BeatResponse> Beat(BeatRequest request, ServerCallContext context)
    {
        if (Fails(request))
        {
            throw new RpcException(new Status(StatusCode.Internal, "As the test wants it."));
        }

        await beats.Writer.WriteAsync(request, context.CancellationToken);
        return new BeatResponse
        {
            NextBeat = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(100)),
            EndedLoginIds = { Ended },
        };
    }
}
