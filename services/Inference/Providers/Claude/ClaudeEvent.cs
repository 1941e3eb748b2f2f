namespace Chat.Inference.Providers.Claude;

/// <summary>What one event of Claude's stream says.</summary>
internal record struct ClaudeEvent
{
    /// <summary>Its type.</summary>
    public ClaudeEventKind Kind { get; set; }

    /// <summary>The content block it belongs to.</summary>
    public int Index { get; set; }

    /// <summary>Text of a block's start or delta, or null.</summary>
    public string? Text { get; set; }

    /// <summary>A piece of a tool's input, or null.</summary>
    public string? PartialJson { get; set; }

    /// <summary>The block that starts is a tool's use.</summary>
    public bool IsToolUse { get; set; }

    /// <summary>Id of the tool's use, or null.</summary>
    public string? Id { get; set; }

    /// <summary>The tool, or null.</summary>
    public string? Name { get; set; }

    /// <summary><c>end_turn</c>, <c>max_tokens</c>, ... or null while it goes on.</summary>
    public string? StopReason { get; set; }

    /// <summary>The model that answers, or null.</summary>
    public string? Model { get; set; }

    /// <summary><c>overloaded_error</c>, ... or null.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Tokens of the prompt that no cache took part in; null: not said.</summary>
    public long? InputTokens { get; set; }

    /// <summary>Tokens of the prompt written to the cache; null: not said.</summary>
    public long? CacheCreationTokens { get; set; }

    /// <summary>Tokens of the prompt read from the cache; null: not said.</summary>
    public long? CacheReadTokens { get; set; }

    /// <summary>Tokens generated so far; null: not said.</summary>
    public long? OutputTokens { get; set; }
}
