using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Assignments;

/// <summary>An assignment somebody wants.</summary>
internal sealed record AssignConversation
{
    public required ConversationKey Key { get; init; }
    public required ConversationActor Actor { get; init; }

    /// <summary>Who gets it.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>A word for programs (<see cref="AssignmentReasons"/>).</summary>
    public required string Reason { get; init; }

    /// <summary>What must hold of who has it now, judged under the lock; null: it may be taken.</summary>
    public required Func<ConversationState, Error?> Unless { get; init; }

    /// <summary>Whether the agent must be online: not who takes it in person.</summary>
    public bool MustBeOnline { get; init; } = true;

    /// <summary>More than the agent's capacity is allowed.</summary>
    public bool BeyondCapacity { get; init; }

    /// <summary>Kept as a note of the conversation; null: none.</summary>
    public string? Note { get; init; }

    public long? ExpectedRevision { get; init; }
}
