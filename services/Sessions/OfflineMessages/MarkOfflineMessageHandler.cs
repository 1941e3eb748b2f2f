using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Notes that somebody has seen to a message, or has not.</summary>
internal sealed class MarkOfflineMessageHandler(OfflineMessageStore store, TimeProvider time)
{
    public async Task<Result<OfflineMessage>> HandleAsync(
        Principal principal,
        Guid id,
        bool handled,
        CancellationToken cancellationToken
    )
    {
        if (OfflineMessagesAccess.Refuse(principal) is { } forbidden)
        {
            return forbidden;
        }

        var marked = await store.MarkAsync(
            principal.TenantId,
            id,
            handled,
            principal.Subject,
            time.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        return marked is null ? new OfflineMessageNotFound() : marked;
    }
}
