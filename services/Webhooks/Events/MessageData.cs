namespace Chat.Webhooks.Events;

/// <summary>A message, as endpoints receive it.</summary>
internal sealed record MessageData
{
    /// <summary>The message's id, a UUID.</summary>
    public required string Id { get; init; }

    public required string ConversationId { get; init; }

    /// <summary>Place in the conversation: from 1, without gaps. Deliveries may overtake each other; this orders them.</summary>
    public required long Sequence { get; init; }

    public required AuthorData Author { get; init; }

    /// <summary>Plain text or Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>True when the text was cut to keep the body under 20 KB; the API has all of it.</summary>
    public bool? TextTruncated { get; init; }

    /// <summary>When the message was accepted; RFC 3339, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>complete</c>, or <c>interrupted</c> when the text is what was made until then.</summary>
    public required string State { get; init; }

    /// <summary>Why the state is <c>interrupted</c>: <c>cancelled</c>, <c>taken_over</c>, <c>provider_failed</c>, ...</summary>
    public string? InterruptionReason { get; init; }

    /// <summary>What a reply rests on; empty for other messages.</summary>
    public required IReadOnlyList<CitationData> Citations { get; init; }

    /// <summary>What a reply cost; only on messages of the AI.</summary>
    public UsageData? Usage { get; init; }

    /// <summary>The message a reply answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The customer's own id of the conversation.</summary>
    public string? ExternalId { get; init; }
}
