using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Offline messages are read by the people they were left for.</summary>
internal sealed record OfflineMessagesForbidden()
    : Forbidden("offline_messages_forbidden", "This needs an agent or a secret key.");

/// <summary>There is none with this id in the tenant.</summary>
internal sealed record OfflineMessageNotFound()
    : NotFound("offline_message_not_found", "There is no such offline message.");

/// <summary>The key came with another message before.</summary>
internal sealed record IdempotencyKeyReused()
    : Conflict("idempotency_key_reused", "The Idempotency-Key was used for another message.");
