using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Appending;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PostMessageRequest = Chat.Contracts.Sessions.V1.PostMessageRequest;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Conversations;

/// <summary>The gRPC edge of conversations.</summary>
[Authorize]
internal sealed class ConversationsGrpcService(
    PostMessageHandler post,
    GetConversationHandler get,
    ListMessagesHandler list,
    SpeakHandler speak,
    AppendCall append
) : Wire.Conversations.ConversationsBase
{
    public override async Task<PostMessageResponse> PostMessage(PostMessageRequest request, ServerCallContext context)
    {
        var result = await post.HandleAsync(
            PostMessageMapping.ToDomain(request, context.GetPrincipal()),
            context.CancellationToken
        );
        return result.IsSuccess ? PostMessageMapping.ToWire(result.Value) : throw result.Error.ToRpcException();
    }

    [Authorize(Policies.Service)]
    public override Task<AppendResponse> Append(AppendRequest request, ServerCallContext context) =>
        append.HandleAsync(request);

    [Authorize(Policies.SpeakScope)]
    public override Task Speak(
        IAsyncStreamReader<SpeakRequest> requestStream,
        IServerStreamWriter<SpeakResponse> responseStream,
        ServerCallContext context
    ) => speak.HandleAsync(requestStream, responseStream, context.GetPrincipal().TenantId, context.CancellationToken);

    public override async Task<Conversation> GetConversation(GetConversationRequest request, ServerCallContext context)
    {
        var principal = context.GetPrincipal();
        var result =
            request.ConversationId.Length > 0
                ? await get.HandleAsync(principal, WireIds.Parse(request.ConversationId), context.CancellationToken)
                : await get.HandleAsync(principal, request.ExternalId, context.CancellationToken);
        if (!result.IsSuccess)
        {
            throw result.Error.ToRpcException();
        }

        var forOwner = principal.Kind is PrincipalKind.Visitor or PrincipalKind.User;
        return (forOwner ? result.Value.ForOwner() : result.Value).ToWire();
    }

    public override async Task<ListMessagesResponse> ListMessages(
        ListMessagesRequest request,
        ServerCallContext context
    )
    {
        var query = new ListMessagesQuery
        {
            Principal = context.GetPrincipal(),
            ConversationId = WireIds.Parse(request.ConversationId),
            AfterSequence = request.AfterSequence,
            Limit = request.Limit,
        };
        var result = await list.HandleAsync(query, context.CancellationToken);
        if (!result.IsSuccess)
        {
            throw result.Error.ToRpcException();
        }

        var response = new ListMessagesResponse { Epoch = result.Value.Epoch, HasMore = result.Value.HasMore };
        response.Messages.Add(result.Value.Messages.Select(message => message.ToWire()));
        return response;
    }
}
