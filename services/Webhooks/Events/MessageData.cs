using System.Text.Json;

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

    /// <summary><c>image</c>, <c>file</c>, <c>card</c> or <c>system</c>; left out: a text.</summary>
    public string? Type { get; init; }

    /// <summary><c>internal</c>: for the company's people, never to be shown to the customer; left out: public.</summary>
    public string? Visibility { get; init; }

    /// <summary>What the sender added; left out when there is nothing, or no room for it.</summary>
    public JsonElement? Metadata { get; init; }

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
