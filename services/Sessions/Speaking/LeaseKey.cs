namespace Chat.Sessions.Speaking;

/// <summary>Which lease is meant, and under which fence its holder works.</summary>
internal readonly record struct LeaseKey(Guid TenantId, Guid ConversationId, Guid ReplyId, long Fence);
