namespace Chat.Sessions.Speaking;

/// <summary>The right to speak in one conversation.</summary>
internal sealed record Lease(long Fence, Guid ReplyId, DateTime ExpiresAt);
