namespace Chat.Sessions.AgentThreads;

/// <summary>One message of a thread; also as REST shows it.</summary>
internal sealed record AgentMessage
{
    public required Guid Id { get; init; }
    public required Guid ThreadId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Guid AgentId { get; init; }

    public required string Text { get; init; }
    public required DateTime CreatedAt { get; init; }
}
