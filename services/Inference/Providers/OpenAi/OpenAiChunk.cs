namespace Chat.Inference.Providers.OpenAi;

/// <summary>What one event of an OpenAI stream says.</summary>
internal readonly record struct OpenAiChunk
{
    /// <summary>More text, or null.</summary>
    public string? Text { get; init; }

    /// <summary>A thought came, which compatible servers tell apart from the text.</summary>
    public bool IsThinking { get; init; }

    /// <summary>Pieces of tool calls, or null.</summary>
    public IReadOnlyList<ToolCallPart>? ToolCalls { get; init; }

    /// <summary><c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>tool_calls</c>, or null while it goes on.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Token counts, in the last chunk of servers that count.</summary>
    public ProviderUsage? Usage { get; init; }

    /// <summary>The model that answers.</summary>
    public string? Model { get; init; }

    /// <summary>The failure the server reports inside the stream, or null.</summary>
    public ProviderFailureKind? Error { get; init; }

    /// <summary>The end mark <c>[DONE]</c>.</summary>
    public bool IsEnd { get; init; }
}
