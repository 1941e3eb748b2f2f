using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;
using Chat.Sessions.Visitors;

namespace Chat.Sessions.VisitorDetails;

/// <summary>Who a conversation is with, for somebody of the company.</summary>
internal sealed class GetVisitorCardHandler(
    GetConversationHandler conversations,
    IdentityStore identities,
    CustomerStore customers,
    DetailsStore details
)
{
    public async Task<Result<KnownVisitor>> HandleAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        if (CustomersPolicy.Refuse(principal) is { } refusal)
        {
            return refusal;
        }

        var conversation = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        if (!conversation.IsSuccess)
        {
            return conversation.Error;
        }

        var (tenantId, owner) = (principal.TenantId, conversation.Value.Owner);
        var identity = await identities.FindAsync(tenantId, owner.Kind, owner.Id, cancellationToken);
        return new KnownVisitor(
            identity,
            identity.CustomerId is { } id ? await customers.FindAsync(tenantId, id, cancellationToken) : null,
            await details.FindAsync(tenantId, owner.Kind, owner.Id, cancellationToken)
        );
    }
}

/// <summary>A visitor or user with all that is known of it.</summary>
internal sealed record KnownVisitor(Identity Identity, Customer? Customer, SeenVisitor? Seen);
