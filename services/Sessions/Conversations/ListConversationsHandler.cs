using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Conversations;

/// <summary>The conversations the caller may see, newest first.</summary>
internal sealed class ListConversationsHandler(ConversationStore store)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<ConversationSnapshot>>> HandleAsync(
        Principal principal,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var guard = AccessPolicy.GuardOf(principal);
        if (!guard.IsSuccess)
        {
            return guard.Error;
        }

        return await store.PageAsync(principal.TenantId, guard.Value, page.Cursor, page.Limit + 1, cancellationToken);
    }
}
