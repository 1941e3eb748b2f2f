using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Messages;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Conversations;

/// <summary>The gRPC edge of conversations as resources: what REST does, in the words of REST.</summary>
[Authorize]
internal sealed class ConversationResourcesGrpcService(
    CreateConversationHandler create,
    ListConversationsHandler list,
    MoveConversationHandler move
) : Wire.ConversationResources.ConversationResourcesBase
{
    public override async Task<OpenConversationResponse> OpenConversation(
        OpenConversationRequest request,
        ServerCallContext context
    )
    {
        var principal = context.GetPrincipal();
        var opened = await create.HandleAsync(
            new CreateConversation
            {
                Principal = principal,
                Owner = request.Owner?.ToDomain(),
                ExternalId = NullIfEmpty(request.ExternalId),
                Details = new ConversationDetails
                {
                    Channel = NullIfEmpty(request.Channel),
                    Subject = NullIfEmpty(request.Subject),
                },
                IdempotencyKey = NullIfEmpty(request.IdempotencyKey),
            },
            context.CancellationToken
        );
        return opened.IsSuccess
            ? new OpenConversationResponse
            {
                Conversation = ToWire(principal, opened.Value.Conversation),
                Created = opened.Value.Created,
            }
            : throw opened.Error.ToRpcException();
    }

    public override async Task<ListConversationsResponse> ListConversations(
        ListConversationsRequest request,
        ServerCallContext context
    )
    {
        var principal = context.GetPrincipal();
        var filter = ToQuery(request).ToFilter();
        if (!filter.IsSuccess)
        {
            throw filter.Error.ToRpcException();
        }

        var found = await list.HandleAsync(principal, filter.Value, context.CancellationToken);
        if (!found.IsSuccess)
        {
            throw found.Error.ToRpcException();
        }

        var page = found.Value.Take(filter.Value.Limit).ToList();
        var response = new ListConversationsResponse
        {
            NextCursor = found.Value.Count > page.Count ? ConversationCursor.Of(page[^1], filter.Value.Sort) : "",
        };
        response.Conversations.Add(page.Select(conversation => ToWire(principal, conversation)));
        return response;
    }

    public override async Task<Conversation> MoveConversation(
        MoveConversationRequest request,
        ServerCallContext context
    )
    {
        var principal = context.GetPrincipal();
        var moved = await move.HandleAsync(
            principal,
            WireIds.Parse(request.ConversationId),
            new ConversationMove { Action = ActionOf(request.Action), Reason = NullIfEmpty(request.Reason) },
            context.CancellationToken
        );
        return moved.IsSuccess ? ToWire(principal, moved.Value) : throw moved.Error.ToRpcException();
    }

    private static ConversationListQuery ToQuery(ListConversationsRequest request) =>
        new()
        {
            Status = request.Status,
            Priority = request.Priority,
            Channel = request.Channel,
            AssignedAgentId = ParseId(request.AssignedAgentId, "/assignedAgentId"),
            CustomerId = ParseId(request.CustomerId, "/customerId"),
            Tag = request.Tag,
            Label = request.Label,
            Q = request.Q,
            Mode = request.Mode,
            UserCategory = request.UserCategory,
            TeamId = ParseId(request.TeamId, "/teamId"),
            Department = request.Department,
            Sort = request.Sort,
            Cursor = request.Cursor,
            Limit = request.Limit == 0 ? null : request.Limit,
        };

    private static ConversationAction ActionOf(ConversationMoveAction action) =>
        action switch
        {
            ConversationMoveAction.Close => ConversationAction.Close,
            ConversationMoveAction.Resolve => ConversationAction.Resolve,
            ConversationMoveAction.Reopen => ConversationAction.Reopen,
            ConversationMoveAction.Archive => ConversationAction.Archive,
            _ => throw Invalid.Field("/action", "unknown", "Must be one of the contract's.").ToRpcException(),
        };

    private static Conversation ToWire(Principal principal, ConversationState conversation) =>
        (ConversationTag.IsCustomer(principal) ? conversation.ForOwner() : conversation).ToWire();

    private static Guid? ParseId(string text, string pointer) =>
        text.Length == 0 ? null : WireIds.ParseChosen(text, pointer);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
