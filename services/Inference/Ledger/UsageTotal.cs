namespace Chat.Inference.Ledger;

/// <summary>What a model's replies of one day cost.</summary>
internal sealed record UsageTotal
{
    /// <summary>The day, UTC.</summary>
    public required DateOnly Date { get; init; }

    /// <summary><c>local</c>, <c>openai</c>, ...</summary>
    public required string Provider { get; init; }

    /// <summary>The model, as its provider names it.</summary>
    public required string Model { get; init; }

    /// <summary>How many replies were made, interrupted ones included.</summary>
    public required long Replies { get; init; }

    /// <summary>Tokens of all prompts, those of failed tries included.</summary>
    public required long InputTokens { get; init; }

    /// <summary>How many of them the provider read from its cache.</summary>
    public required long CachedInputTokens { get; init; }

    /// <summary>How many of them the provider wrote to its cache.</summary>
    public required long CacheWriteTokens { get; init; }

    /// <summary>Tokens of all answers.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Tries that cost something though they were made again, or handed to another provider.</summary>
    public required long FailedTries { get; init; }

    /// <summary>How many of the replies have estimated counts.</summary>
    public required long EstimatedReplies { get; init; }
}
