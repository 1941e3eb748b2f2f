using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.Sessions.Conversations;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Ratings;

/// <summary>The gRPC edge of ratings.</summary>
[Authorize]
internal sealed class RatingsGrpcService(RateConversationHandler rate) : Wire.Ratings.RatingsBase
{
    public override async Task<RateConversationResponse> RateConversation(
        RateConversationRequest request,
        ServerCallContext context
    )
    {
        var rated = await rate.HandleAsync(
            new RateConversation
            {
                Principal = context.GetPrincipal(),
                ConversationId = WireIds.Parse(request.ConversationId),
                Type = request.Type.Length == 0 ? null : request.Type,
                Value = request.Value,
                FollowUp = request.FollowUp?.Options,
                Comment = request.HasComment ? request.Comment : null,
            },
            context.CancellationToken
        );
        return rated.IsSuccess
            ? new RateConversationResponse { Satisfaction = rated.Value.Satisfaction }
            : throw rated.Error.ToRpcException();
    }
}
