using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Chat;

/// <summary>On whose behalf a chat request is made.</summary>
internal sealed class VisitorDirectory(VisitorTokens tokens, Conversations.ConversationsClient conversations)
{
    /// <summary>The visitor, and the token to hand out when it is a new one.</summary>
    public async ValueTask<Result<(Principal Visitor, string? Token)>> FindAsync(
        Caller caller,
        ChatRequest request,
        RetryIdentity retry,
        RequestOrigin origin,
        CancellationToken cancellationToken
    )
    {
        if (caller.Kind is CallerKind.Visitor or CallerKind.User)
        {
            return (caller.Principal, null);
        }
        if (caller.Kind == CallerKind.PublishableKey)
        {
            return request.ConversationId is null
                ? Create(caller, retry.VisitorId, origin)
                : new VisitorTokenRequired();
        }
        if (caller.Kind != CallerKind.SecretKey)
        {
            return new VisitorExpected();
        }
        if (request.VisitorId is not null || request.ConversationId is null)
        {
            return Create(caller, request.VisitorId ?? retry.VisitorId, origin);
        }
        return await FindOwnerAsync(caller, request.ConversationId, cancellationToken);
    }

    private Result<(Principal, string?)> Create(Caller caller, string? visitorId, RequestOrigin origin)
    {
        var token = tokens.Issue(caller.TenantId, visitorId, origin.Value);
        return (VisitorTokens.ToCaller(caller.TenantId, token.VisitorId).Principal, token.Token);
    }

    private static Principal OwnerOf(Guid tenantId, Conversation conversation) =>
        new()
        {
            TenantId = tenantId,
            Subject = conversation.Owner.Id,
            Kind = conversation.Owner.Kind is AuthorKind.User ? PrincipalKind.User : PrincipalKind.Visitor,
        };

    private async Task<Result<(Principal, string?)>> FindOwnerAsync(
        Caller caller,
        string conversationId,
        CancellationToken cancellationToken
    )
    {
        Error? fault;
        try
        {
            var conversation = await conversations.GetConversationAsync(
                new GetConversationRequest { ConversationId = conversationId },
                GrpcCall.As(caller.Principal, cancellationToken)
            );
            return (OwnerOf(caller.TenantId, conversation), null);
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault;
        }
    }
}
