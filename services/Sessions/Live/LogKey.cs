using Chat.Sessions.Conversations;

namespace Chat.Sessions.Live;

/// <summary>A conversation's log, and whose conversations are open to who reads it.</summary>
internal readonly record struct LogKey(Guid TenantId, Guid ConversationId, ConversationGuard Guard);
