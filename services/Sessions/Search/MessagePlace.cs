namespace Chat.Sessions.Search;

/// <summary>Where a message stands.</summary>
internal readonly record struct MessagePlace(Guid TenantId, Guid ConversationId, long Sequence);
