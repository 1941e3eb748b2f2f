namespace Chat.Inference.Providers.OpenAi;

/// <summary>Turns the bytes of one completion into provider events.</summary>
/// <remarks>Whole when a finish reason or the end mark was seen; servers send usage in between, some never.</remarks>
internal sealed class OpenAiStream(Stream stream) : SseAnswer(stream)
{
    private ProviderUsage? _usage;

    /// <inheritdoc />
    protected override ProviderUsage? UsageAtEnd => _usage;

    /// <inheritdoc />
    protected override ProviderEvent? Take(ReadOnlySpan<byte> data)
    {
        var chunk = OpenAiChunkCodec.Parse(data, Model);
        if (chunk.Error is { } failure)
        {
            return Fail(failure);
        }
        if (chunk.IsEnd)
        {
            // The end mark is as good as a reason: some compatible servers give none.
            Stop ??= StopReason.EndOfTurn;
            End();
            return null;
        }
        Model = chunk.Model ?? Model;
        Stop = StopOf(chunk.FinishReason) ?? Stop;
        _usage = chunk.Usage ?? _usage;
        foreach (var part in chunk.ToolCalls ?? [])
        {
            Call(part);
        }
        if (chunk.IsThinking)
        {
            Progress();
        }
        return Say(chunk.Text);
    }

    private static StopReason? StopOf(string? finishReason) =>
        finishReason switch
        {
            // An empty one goes with every chunk of some compatible servers and says as little as none.
            null or "" => null,
            "length" => StopReason.Length,
            "content_filter" => StopReason.ContentFilter,
            "tool_calls" => StopReason.ToolUse,
            _ => StopReason.EndOfTurn,
        };
}
