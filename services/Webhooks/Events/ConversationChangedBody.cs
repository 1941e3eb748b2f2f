namespace Chat.Webhooks.Events;

/// <summary>Body of what happens to a conversation. Members that have no value are left out.</summary>
/// <param name="Type">For example <c>conversation.assigned</c>.</param>
/// <param name="Timestamp">When it became durable; RFC 3339, UTC.</param>
/// <param name="Data">The conversation behind it.</param>
internal sealed record ConversationChangedBody(string Type, DateTimeOffset Timestamp, ConversationChangeData Data);
