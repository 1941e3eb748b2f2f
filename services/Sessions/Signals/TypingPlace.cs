using Chat.Sessions.Conversations;

namespace Chat.Sessions.Signals;

/// <summary>Who types where.</summary>
internal readonly record struct TypingPlace(Guid TenantId, Guid ConversationId, AuthorKind Kind, string AuthorId);
