using Npgsql;

namespace Chat.Sessions.Conversations;

/// <summary>What a change makes of the conversation it found.</summary>
internal sealed record ConversationUpdate
{
    /// <summary>The row as it shall be; sequence, revision and times of the change itself are set by the change.</summary>
    public required ConversationState Next { get; init; }

    /// <summary>What the log says of it; null: nothing changes, and nothing is written.</summary>
    public ConversationEvent? Event { get; init; }

    /// <summary>Agents and secret keys alone read the event.</summary>
    public bool Internal { get; init; }

    /// <summary>Statements of the same transaction, in front of the update.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> With { get; init; } = [];

    /// <summary>Nothing to do.</summary>
    public static ConversationUpdate Unchanged(ConversationState state) => new() { Next = state };
}
