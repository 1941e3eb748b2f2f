using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Takes every rating.</summary>
public sealed class FakeRatings : Ratings.RatingsBase
{
    /// <summary>What was given.</summary>
    public ConcurrentQueue<RateConversationRequest> Requests { get; } = new();

    /// <inheritdoc/>
    public override Task<RateConversationResponse> RateConversation(
        RateConversationRequest request,
        ServerCallContext context
    )
    {
        Requests.Enqueue(request);
        return Task.FromResult(new RateConversationResponse { Satisfaction = 5 });
    }
}
