using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.AgentQueue;

/// <summary>One that waits for an agent.</summary>
internal sealed record QueueEntryAnswer
{
    public required Guid ConversationId { get; init; }

    /// <summary>From 1, which is next.</summary>
    public required long Position { get; init; }

    public required DateTime QueuedAt { get; init; }

    /// <summary>Whole minutes in seconds; null: nobody is online.</summary>
    public required int? EstimatedWaitSeconds { get; init; }

    /// <summary>`low`, `medium`, `high` or `urgent`.</summary>
    [AllowedValues("low", "medium", "high", "urgent")]
    public required string Priority { get; init; }

    /// <summary>The visitor or user who waits.</summary>
    public required AuthorAnswer Customer { get; init; }

    /// <summary>The conversation's own, else the customer's.</summary>
    public required string? UserCategory { get; init; }

    public required string? Subject { get; init; }

    /// <summary>What the agent must have; all of them.</summary>
    public required IReadOnlyList<string> Skills { get; init; }

    public required string? Department { get; init; }
    public required Guid? TeamId { get; init; }

    /// <summary>Whom the customer chose.</summary>
    public required Guid? PreferredAgentId { get; init; }

    public static QueueEntryAnswer From(QueueEntry entry, TimeSpan? wait) =>
        new()
        {
            ConversationId = entry.ConversationId,
            Position = entry.Place,
            QueuedAt = entry.QueuedAt,
            EstimatedWaitSeconds = (int?)wait?.TotalSeconds,
            Priority = ConversationNames.Of(entry.Priority),
            Customer = AuthorAnswer.From(entry.Owner),
            UserCategory = entry.UserCategory,
            Subject = entry.Subject,
            Skills = entry.Skills,
            Department = entry.Department,
            TeamId = entry.TeamId,
            PreferredAgentId = entry.PreferredAgentId,
        };
}
