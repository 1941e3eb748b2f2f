namespace Chat.Sessions.Conversations;

/// <summary>Who wrote a message, or owns a conversation.</summary>
internal sealed record Author(AuthorKind Kind, string Id, string DisplayName);
