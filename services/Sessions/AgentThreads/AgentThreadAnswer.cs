namespace Chat.Sessions.AgentThreads;

/// <summary>A thread, as REST shows it.</summary>
internal sealed record AgentThreadAnswer
{
    public required Guid Id { get; init; }
    public required string? Title { get; init; }

    /// <summary>Of two, who have no other one like it.</summary>
    public required bool IsDirect { get; init; }

    public required IReadOnlyList<AgentThreadMember> Members { get; init; }
    public required long LastSequence { get; init; }

    /// <summary>Messages behind the last one the caller has seen.</summary>
    public required long UnreadCount { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When the newest message came, or the thread was begun.</summary>
    public required DateTime LastActivityAt { get; init; }

    public static AgentThreadAnswer From(AgentThread thread) =>
        new()
        {
            Id = thread.Id,
            Title = thread.Title,
            IsDirect = thread.IsDirect,
            Members = thread.Members,
            LastSequence = thread.LastSequence,
            UnreadCount = thread.LastSequence - thread.Read,
            CreatedAt = thread.CreatedAt,
            LastActivityAt = thread.LastActivityAt,
        };
}
