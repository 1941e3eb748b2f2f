using Chat.Sessions.Conversations;

namespace Chat.Sessions.AgentQueue;

/// <summary>One that waits, as its colleagues see it.</summary>
internal sealed record QueueEntry
{
    public required Guid ConversationId { get; init; }
    public required Author Owner { get; init; }
    public required ConversationPriority Priority { get; init; }
    public required string? UserCategory { get; init; }
    public required DateTime QueuedAt { get; init; }
    public required string[] Skills { get; init; }
    public required string? Department { get; init; }
    public required Guid? TeamId { get; init; }
    public required Guid? PreferredAgentId { get; init; }
    public required string? Subject { get; init; }

    /// <summary>From 1.</summary>
    public required long Place { get; init; }

    /// <summary>The smaller goes first, before how long somebody waits.</summary>
    public required int Rank { get; init; }
}
