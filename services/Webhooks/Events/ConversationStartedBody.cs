namespace Chat.Webhooks.Events;

/// <summary>Body of <c>conversation.started</c>. Members that have no value are left out.</summary>
/// <param name="Type">Always <c>conversation.started</c>.</param>
/// <param name="Timestamp">When the conversation became durable; RFC 3339, UTC.</param>
/// <param name="Data">The conversation.</param>
internal sealed record ConversationStartedBody(string Type, DateTimeOffset Timestamp, ConversationData Data);
