using Chat.Sessions.Labels;

namespace Chat.Sessions.Conversations;

/// <summary>All of a conversation's row but the lease: as it was at one moment, or as a change wants it to be.</summary>
internal sealed record ConversationState
{
    public required Guid Id { get; init; }
    public required string? ExternalId { get; init; }
    public required Author Owner { get; init; }
    public required ConversationMode Mode { get; init; }
    public required ConversationStatus Status { get; init; }
    public required long Epoch { get; init; }
    public required long LastSequence { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Counts changes, not messages.</summary>
    public required long Revision { get; init; }

    public required ConversationPriority Priority { get; init; }
    public required string Channel { get; init; }
    public string? Subject { get; init; }

    /// <summary>Distinct, in the order of the alphabet.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>A JSON object as text.</summary>
    public string? Metadata { get; init; }

    /// <summary>The agent who has it, or had it when it ended.</summary>
    public Guid? AssignedAgentId { get; init; }
    public DateTime? AssignedAt { get; init; }
    public DateTime? QueuedAt { get; init; }
    public Guid? CustomerId { get; init; }
    public string? UserCategory { get; init; }
    public Guid? TeamId { get; init; }
    public string? Department { get; init; }
    public DateTime? FirstResponseAt { get; init; }
    public DateTime? ResolvedAt { get; init; }

    /// <summary>Closed or abandoned.</summary>
    public DateTime? ClosedAt { get; init; }
    public DateTime? LastMessageAt { get; init; }
    public required int MessageCount { get; init; }
    public required int UnreadByAgents { get; init; }
    public required int UnreadByCustomer { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Satisfaction { get; init; }

    /// <summary>What agents think of it for training.</summary>
    public TrainingLabel? Label { get; init; }

    /// <summary>Who the owner is known as; set where it was asked for.</summary>
    public CustomerCard? Customer { get; init; }

    /// <summary>Who has it; set where it was asked for.</summary>
    public AssignedAgentCard? AssignedAgent { get; init; }

    /// <summary>What its owner sees: how the company files it is nothing of theirs.</summary>
    public ConversationState ForOwner() =>
        this with
        {
            Tags = [],
            Metadata = null,
            UserCategory = null,
            TeamId = null,
            Department = null,
            Label = null,
            // Who merely claims an address is not told whose it is.
            CustomerId = null,
            Customer = null,
            AssignedAgent = AssignedAgent is null ? null : AssignedAgent with { Email = null },
        };

    /// <summary>When it ended; null while it is live.</summary>
    public DateTime? EndedAt =>
        Status switch
        {
            ConversationStatus.Resolved => ResolvedAt ?? UpdatedAt,
            ConversationStatus.Closed or ConversationStatus.Abandoned or ConversationStatus.Archived => ClosedAt
                ?? UpdatedAt,
            _ => null,
        };
}
