using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Conversations;

/// <summary>Finds one conversation the caller may see.</summary>
internal sealed class GetConversationHandler(ConversationStore store)
{
    public async Task<Result<ConversationState>> HandleAsync(
        Principal principal,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var guard = AccessPolicy.GuardOf(principal);
        if (!guard.IsSuccess)
        {
            return guard.Error;
        }

        return Answer(await store.FindAsync(principal.TenantId, guard.Value, id, cancellationToken));
    }

    public async Task<Result<ConversationState>> HandleAsync(
        Principal principal,
        string externalId,
        CancellationToken cancellationToken
    )
    {
        var guard = AccessPolicy.GuardOf(principal);
        if (!guard.IsSuccess)
        {
            return guard.Error;
        }

        return Answer(await store.FindAsync(principal.TenantId, guard.Value, externalId, cancellationToken));
    }

    private static Result<ConversationState> Answer(ConversationState? found) =>
        found is null ? new ConversationNotFound() : found;
}
