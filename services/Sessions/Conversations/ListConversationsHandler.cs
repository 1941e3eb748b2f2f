using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Conversations;

/// <summary>The conversations the caller may see.</summary>
internal sealed class ListConversationsHandler(ConversationList list)
{
    /// <summary>One more than asked for tells whether there are more.</summary>
    public async Task<Result<List<ConversationState>>> HandleAsync(
        Principal principal,
        ConversationFilter filter,
        CancellationToken cancellationToken
    )
    {
        var guard = AccessPolicy.GuardOf(principal);
        if (!guard.IsSuccess)
        {
            return guard.Error;
        }

        if (guard.Value.Kind is not null && filter.IsOfCompany)
        {
            return new DetailsForbidden();
        }

        return await list.PageAsync(principal.TenantId, guard.Value, filter, cancellationToken);
    }
}
