namespace Chat.Webhooks.Events;

/// <summary>Body of what happens to a conversation. Members that have no value are left out.</summary>
/// <param name="Type">For example <c>conversation.assigned</c>.</param>
/// <param name="Timestamp">When it became durable; RFC 3339, UTC.</param>
/// <param name="Data">The conversation behind it.</param>
internal sealed record ConversationChangedBody(string Type, DateTimeOffset Timestamp, ConversationChangeData Data);

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
}
