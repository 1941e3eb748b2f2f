namespace Chat.Sessions.Sla;

/// <summary>What happened in a conversation, as far as targets care.</summary>
internal sealed record SlaFacts
{
    /// <summary>Since when people answer in it.</summary>
    public required DateTime Since { get; init; }

    /// <summary>When a person answered first, ever; null: nobody did.</summary>
    public DateTime? FirstResponseAt { get; init; }

    /// <summary>The oldest message of the customer that nobody has answered yet; null: all are.</summary>
    public UnansweredMessage? Unanswered { get; init; }

    /// <summary>When it was resolved or ended; null while it is live.</summary>
    public DateTime? EndedAt { get; init; }

    public bool FirstResponseMissed { get; init; }
    public bool ResolutionMissed { get; init; }

    /// <summary>Sequence of the message whose answer was missed last.</summary>
    public long? NextResponseMissed { get; init; }
}
