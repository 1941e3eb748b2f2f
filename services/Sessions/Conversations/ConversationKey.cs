namespace Chat.Sessions.Conversations;

/// <summary>Which conversation of which tenant.</summary>
internal readonly record struct ConversationKey(Guid TenantId, Guid ConversationId);
