namespace Chat.Webhooks.Events;

/// <summary>Body of <c>offline_message.received</c>. Members that have no value are left out.</summary>
/// <param name="Type">Always <c>offline_message.received</c>.</param>
/// <param name="Timestamp">When it became durable; RFC 3339, UTC.</param>
/// <param name="Data">The message.</param>
internal sealed record OfflineMessageReceivedBody(string Type, DateTimeOffset Timestamp, OfflineMessageData Data);
