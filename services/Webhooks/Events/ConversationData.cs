namespace Chat.Webhooks.Events;

/// <summary>A conversation, as endpoints receive it.</summary>
/// <param name="Id">The conversation's id, a UUID.</param>
/// <param name="ExternalId">The customer's own id of it.</param>
/// <param name="Owner">Who began it.</param>
/// <param name="CreatedAt">When; RFC 3339, UTC.</param>
internal sealed record ConversationData(string Id, string? ExternalId, AuthorData Owner, DateTimeOffset CreatedAt);
