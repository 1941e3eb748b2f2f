namespace Chat.Webhooks.Events;

/// <summary>What a reply cost.</summary>
internal sealed record UsageData
{
    /// <summary><c>local</c>, <c>openai</c>, ...</summary>
    public required string Provider { get; init; }

    /// <summary>The model, as its provider names it.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens of the prompt, cached or not.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens of the reply.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>True when the provider did not count them.</summary>
    public required bool Estimated { get; init; }

    /// <summary>How many of the prompt's tokens the provider read from its cache.</summary>
    public required long CachedInputTokens { get; init; }

    /// <summary>How many of the prompt's tokens the provider wrote to its cache.</summary>
    public required long CacheWriteTokens { get; init; }
}
