namespace Chat.Sessions.AgentThreads;

/// <summary>What some agents write to each other, as one of them sees it.</summary>
internal sealed record AgentThread
{
    public required Guid Id { get; init; }
    public string? Title { get; init; }

    /// <summary>Of two, who have no other one like it.</summary>
    public required bool IsDirect { get; init; }

    public required IReadOnlyList<AgentThreadMember> Members { get; init; }
    public required long LastSequence { get; init; }

    /// <summary>The last sequence the reader has seen.</summary>
    public required long Read { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime LastActivityAt { get; init; }
}
