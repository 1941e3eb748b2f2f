namespace Chat.Webhooks.Events;

/// <summary>A change, as endpoints receive it.</summary>
internal sealed record ConversationChangeData
{
    public required string ConversationId { get; init; }

    /// <summary>The customer's own id of the conversation.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Its place in the conversation's log.</summary>
    public required long Sequence { get; init; }

    /// <summary>The status behind the change: <c>open</c>, <c>queued</c>, <c>assigned</c>, ...</summary>
    public required string Status { get; init; }

    /// <summary>Who answers behind the change: <c>ai</c> or <c>manual</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>The agent who has it, or had it when it ended; a UUID.</summary>
    public string? AssignedAgentId { get; init; }

    /// <summary>The agent who had it before; a UUID.</summary>
    public string? FromAgentId { get; init; }

    /// <summary>Who did it; <c>system</c> for the product and for the company's backend.</summary>
    public required AuthorData Actor { get; init; }

    /// <summary>A word for programs, for example <c>transferred</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Of <c>sla.missed</c>: <c>first_response</c>, <c>next_response</c> or <c>resolution</c>.</summary>
    public string? Target { get; init; }

    /// <summary>Of <c>conversation.updated</c>: what is something else, as REST names it.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Of <c>conversation.updated</c>, where the tags are something else: all it has now.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>True when there was no room for the tags; the API has them.</summary>
    public bool? TagsLeftOut { get; init; }

    /// <summary>Of <c>conversation.rated</c>.</summary>
    public RatingData? Rating { get; init; }

    /// <summary>Of the labelled ones: <c>good</c>, <c>bad</c> or <c>needs_review</c>; left out: taken away.</summary>
    public string? Label { get; init; }

    /// <summary>Which message it is about, a UUID.</summary>
    public string? MessageId { get; init; }

    /// <summary>That message's place in the log.</summary>
    public long? MessageSequence { get; init; }

    /// <summary>Of <c>message.reaction</c>.</summary>
    public string? Emoji { get; init; }

    /// <summary>Of <c>message.reaction</c>; false: it was taken back.</summary>
    public bool? Added { get; init; }
}
