namespace Chat.Sessions.OfflineMessages;

/// <summary>An offline message is stored: what whoever left it learns.</summary>
internal sealed record LeftOfflineMessageAnswer(Guid Id, DateTime LeftAt);
