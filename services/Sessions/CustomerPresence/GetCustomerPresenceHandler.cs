using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.CustomerPresence;

/// <summary>Tells the company whether a conversation's customer is there.</summary>
internal sealed class GetCustomerPresenceHandler(GetConversationHandler conversations, CustomerPresences presences)
{
    public async Task<Result<CustomerPresenceAnswer>> HandleAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayRead(principal))
        {
            return new PresenceForbidden();
        }

        var conversation = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        if (!conversation.IsSuccess)
        {
            return conversation.Error;
        }

        var found = await presences.FindAsync([conversationId], cancellationToken);
        return found.TryGetValue(conversationId, out var status)
            ? new CustomerPresenceAnswer { Status = AgentWords.Of(status) }
            : new PresenceUnknown();
    }
}
