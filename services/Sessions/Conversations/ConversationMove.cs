using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Conversations;

/// <summary>A change of status somebody wants.</summary>
internal sealed record ConversationMove
{
    public required ConversationAction Action { get; init; }

    /// <summary>With <see cref="ConversationAction.Assign"/>: who gets it.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>Who answers from then on; null: as the action has it (assigning: humans; handing back: the AI).</summary>
    public ConversationMode? Mode { get; init; }

    /// <summary>Only if nothing changed since this revision; else <see cref="RevisionConflict"/>.</summary>
    public long? ExpectedRevision { get; init; }

    /// <summary>A word for programs; at most 200 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Further fields of the row to change with it: team, department, ...</summary>
    public Func<ConversationState, ConversationState>? Also { get; init; }

    /// <summary>What must hold beside the table, judged on the locked row.</summary>
    public Func<ConversationState, Error?>? Unless { get; init; }
}
