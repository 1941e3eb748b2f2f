using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>Conversations of customers who prove nothing: how they begin, and to whom they are open.</summary>
internal sealed class XcelsiorConversations(
    Conversations.ConversationsClient conversations,
    Wire.Visitors.VisitorsClient identities,
    SessionsRest sessions,
    XcelsiorVisitors visitors
)
{
    private static readonly byte[] NewConversation = "{\"channel\":\"web\"}"u8.ToArray();

    /// <summary>
    /// The conversation and its visitor, if it was begun here by this email and can go on. Another one and none are not
    /// told apart.
    /// </summary>
    public async Task<Result<(Principal Visitor, Conversation Conversation)>> FindAsync(
        Guid tenantId,
        string email,
        string conversationId,
        CancellationToken cancellationToken
    )
    {
        var found = await GetAsync(tenantId, conversationId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }
        return visitors.Find(tenantId, found.Value.Owner, email) is { } visitor
            ? (visitor, found.Value)
            : new ConversationUnknown();
    }

    /// <summary>Begins one for a new visitor, whom the claimed email leads to a customer.</summary>
    public async Task<Result<Conversation>> BeginAsync(
        Principal visitor,
        IdentifyRequest claim,
        CancellationToken cancellationToken
    )
    {
        if (await ClaimAsync(visitor, claim, cancellationToken) is { } refused)
        {
            return refused;
        }
        // In the visitor's own name: who is blocked begins none.
        var made = await sessions.SendAsync(
            visitor,
            HttpMethod.Post,
            "/v1/conversations",
            NewConversation,
            cause: null,
            cancellationToken
        );
        if (!made.IsSuccess)
        {
            return made.Error;
        }
        return await GetAsync(visitor.TenantId, made.Value.GetProperty("id").GetString()!, cancellationToken);
    }

    /// <summary>Notes whom a visitor says it is; null when that is done.</summary>
    public async Task<Error?> ClaimAsync(Principal visitor, IdentifyRequest claim, CancellationToken cancellationToken)
    {
        try
        {
            _ = await identities.IdentifyAsync(claim, GrpcCall.As(visitor, cancellationToken));
            return null;
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out var fault))
        {
            return fault;
        }
    }

    /// <summary>Any conversation of the tenant, as the company sees it.</summary>
    public async Task<Result<Conversation>> GetAsync(
        Guid tenantId,
        string conversationId,
        CancellationToken cancellationToken
    )
    {
        Error? fault;
        try
        {
            return await conversations.GetConversationAsync(
                new GetConversationRequest { ConversationId = conversationId },
                GrpcCall.As(GatewayIdentity.Of(tenantId), cancellationToken)
            );
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault;
        }
    }
}
