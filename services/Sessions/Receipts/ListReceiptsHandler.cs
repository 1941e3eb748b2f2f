using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Receipts;

/// <summary>How far everybody has got in a conversation the caller may see.</summary>
internal sealed class ListReceiptsHandler(
    GetConversationHandler conversations,
    ReceiptStore store,
    TenantSettings settings
)
{
    public async Task<Result<List<Receipt>>> HandleAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        var conversation = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        if (!conversation.IsSuccess)
        {
            return conversation.Error;
        }

        var receipts = await store.ListAsync(principal.TenantId, conversationId, cancellationToken);
        var live = await settings.GetAsync<LiveSettings>(principal.TenantId, cancellationToken);
        if (!live.ReadReceiptsEnabled)
        {
            receipts.RemoveAll(receipt => !IsOwnSide(principal.Kind, receipt.Kind));
        }

        return receipts;
    }

    // The company's backend is on nobody's side.
    private static bool IsOwnSide(PrincipalKind caller, AuthorKind reader) =>
        caller switch
        {
            PrincipalKind.Visitor or PrincipalKind.User => reader is AuthorKind.Visitor or AuthorKind.User,
            PrincipalKind.Agent => reader is AuthorKind.Agent or AuthorKind.Ai,
            _ => true,
        };
}
