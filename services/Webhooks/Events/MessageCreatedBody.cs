namespace Chat.Webhooks.Events;

/// <summary>Body of <c>message.created</c>. Members that have no value are left out.</summary>
/// <param name="Type">Always <c>message.created</c>.</param>
/// <param name="Timestamp">When the message became durable (not when it is delivered); RFC 3339, UTC.</param>
/// <param name="Data">The message.</param>
internal sealed record MessageCreatedBody(string Type, DateTimeOffset Timestamp, MessageData Data);
