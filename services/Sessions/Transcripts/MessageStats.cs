namespace Chat.Sessions.Transcripts;

/// <summary>What was said in a conversation, counted; without events, internal and deleted messages. Also as REST shows it.</summary>
internal sealed record MessageStats
{
    public required int Total { get; init; }
    public required int ByCustomer { get; init; }
    public required int ByAgents { get; init; }
    public required int ByAi { get; init; }
    public required int BySystem { get; init; }
    public required DateTime? FirstAt { get; init; }
    public required DateTime? LastAt { get; init; }

    /// <summary>From the first to the last message, in milliseconds.</summary>
    public required long DurationMs { get; init; }
}
