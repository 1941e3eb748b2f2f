using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Receipts;

/// <summary>How far everybody has got in a conversation the caller may see.</summary>
internal sealed class ListReceiptsHandler(GetConversationHandler conversations, ReceiptStore store)
{
    public async Task<Result<List<Receipt>>> HandleAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        var conversation = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        return conversation.IsSuccess
            ? await store.ListAsync(principal.TenantId, conversationId, cancellationToken)
            : conversation.Error;
    }
}
