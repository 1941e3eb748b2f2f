using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.AgentQueue;

/// <summary>A conversation shall wait for an agent.</summary>
internal sealed record QueueConversation
{
    public required ConversationKey Key { get; init; }
    public required ConversationActor Actor { get; init; }

    /// <summary>A word for programs (<see cref="Assignments.AssignmentReasons"/>).</summary>
    public required string Reason { get; init; }

    /// <summary>What must hold, judged under the lock; null: it may be queued.</summary>
    public Func<ConversationState, Error?> Unless { get; init; } = _ => null;

    /// <summary>Who had it keeps it: for whoever asks for a person while a person is there.</summary>
    public bool KeepsAgent { get; init; }

    /// <summary>The AI goes on until an agent comes.</summary>
    public bool KeepsAi { get; init; }

    /// <summary>Kept as a note of the conversation; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>What the agent has to be; null: as it was.</summary>
    public QueueBody? Needs { get; init; }

    /// <summary>Ahead of its equals.</summary>
    public bool Front { get; init; }

    /// <summary>Not to the agent who had it last.</summary>
    public bool AvoidsLastAgent { get; init; }

    /// <summary>Whom the customer chose; null: as it was.</summary>
    public Guid? PreferredAgentId { get; init; }

    public long? ExpectedRevision { get; init; }
}
