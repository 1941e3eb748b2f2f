namespace Chat.Inference.Ledger;

/// <summary>What one reply, or one failed try of it, cost.</summary>
internal sealed record UsageEntry
{
    /// <summary>Id of this record: the reply's, or a failed try's own.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the reply's message.</summary>
    public required Guid ReplyId { get; init; }

    /// <summary>The conversation it was given in.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary><c>local</c>, <c>openai</c>, ...</summary>
    public required string Provider { get; init; }

    /// <summary>The model, as its provider names it.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public required long InputTokens { get; init; }

    /// <summary>How many of them the provider read from its cache.</summary>
    public required long CachedInputTokens { get; init; }

    /// <summary>How many of them the provider wrote to its cache.</summary>
    public required long CacheWriteTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The counts are estimates.</summary>
    public required bool Estimated { get; init; }

    /// <summary>Why the reply is not complete; null when it is.</summary>
    public required string? Interruption { get; init; }

    /// <summary>
    /// This is a try that failed, was paid for, and was made again or handed to another provider: why, as in the API's
    /// errors; null: the reply itself.
    /// </summary>
    public required string? Failure { get; init; }

    /// <summary>When the reply was made; UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
