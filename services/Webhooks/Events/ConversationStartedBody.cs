namespace Chat.Webhooks.Events;

/// <summary>Body of <c>conversation.started</c>. Members that have no value are left out.</summary>
/// <param name="Type">Always <c>conversation.started</c>.</param>
/// <param name="Timestamp">When the conversation became durable; RFC 3339, UTC.</param>
/// <param name="Data">The conversation.</param>
internal sealed record ConversationStartedBody(string Type, DateTimeOffset Timestamp, ConversationData Data);

/// <summary>A conversation, as endpoints receive it.</summary>
/// <param name="Id">The conversation's id, a UUID.</param>
/// <param name="ExternalId">The customer's own id of it.</param>
/// <param name="Owner">Who began it.</param>
/// <param name="CreatedAt">When; RFC 3339, UTC.</param>
internal sealed record ConversationData(string Id, string? ExternalId, AuthorData Owner, DateTimeOffset CreatedAt);
