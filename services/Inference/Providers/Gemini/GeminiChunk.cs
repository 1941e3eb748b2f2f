namespace Chat.Inference.Providers.Gemini;

/// <summary>What one event of Gemini's stream says.</summary>
internal record struct GeminiChunk
{
    /// <summary>More text, or null.</summary>
    public string? Text { get; set; }

    /// <summary>Tool calls, each as a whole, or null.</summary>
    public List<ToolCallPart>? Calls { get; set; }

    /// <summary><c>STOP</c>, <c>MAX_TOKENS</c>, <c>SAFETY</c>, ... or null while it goes on.</summary>
    public string? FinishReason { get; set; }

    /// <summary>The prompt itself was blocked.</summary>
    public bool IsPromptBlocked { get; set; }

    /// <summary>The model that answers, or null.</summary>
    public string? Model { get; set; }

    /// <summary>The server reports a failure inside the stream: its HTTP status; 0: none.</summary>
    public int ErrorStatus { get; set; }

    /// <summary>Tokens of the prompt so far counted; null: not said.</summary>
    public long? PromptTokens { get; set; }

    /// <summary>Tokens of the answer; null: not said.</summary>
    public long? CandidateTokens { get; set; }

    /// <summary>Tokens of its thinking, which the answer's do not include; null: not said.</summary>
    public long? ThoughtTokens { get; set; }

    /// <summary>Tokens of the prompt that came from the cache; null: not said.</summary>
    public long? CachedTokens { get; set; }
}
