using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Paging;

namespace Chat.Sessions.OfflineMessages;

/// <summary>What was left, newest first.</summary>
internal sealed class ListOfflineMessagesHandler(OfflineMessageStore store)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<OfflineMessage>>> HandleAsync(
        Principal principal,
        bool? handled,
        PageRequest page,
        CancellationToken cancellationToken
    ) =>
        OfflineMessagesAccess.Refuse(principal) is { } forbidden
            ? forbidden
            : await store.PageAsync(principal.TenantId, handled, page.Cursor, page.Limit + 1, cancellationToken);
}
