namespace Chat.Inference.Providers.Gemini;

/// <summary>Turns the bytes of one of Gemini's answers into provider events.</summary>
/// <remarks>Gemini has no end mark: the answer is whole when the stream ends after a finish reason.</remarks>
internal sealed class GeminiStream(Stream stream) : SseAnswer(stream)
{
    private long _prompt;
    private long _candidate;
    private long _thought;
    private long _cached;
    private bool _isOutputCounted;

    /// <inheritdoc />
    protected override ProviderEvent? Take(ReadOnlySpan<byte> data)
    {
        var chunk = GeminiChunkCodec.Parse(data, Model);
        if (chunk.ErrorStatus != 0)
        {
            return Fail(ProviderFailures.FromStatus(chunk.ErrorStatus, retryAfter: null).Kind);
        }
        Model = chunk.Model ?? Model;
        Count(chunk);
        foreach (var call in chunk.Calls ?? [])
        {
            Call(call);
        }
        if (chunk.FinishReason is "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS")
        {
            return Fail(ProviderFailureKind.Malformed);
        }
        Stop = chunk.IsPromptBlocked ? StopReason.ContentFilter : StopOf(chunk.FinishReason) ?? Stop;
        return Say(chunk.Text);
    }

    /// <summary>
    /// Counts are totals and come with every chunk, the answer's often with the last one only; they become a usage when
    /// the stream is over, however it ends.
    /// </summary>
    private void Count(in GeminiChunk chunk)
    {
        _prompt = chunk.PromptTokens ?? _prompt;
        _candidate = chunk.CandidateTokens ?? _candidate;
        _thought = chunk.ThoughtTokens ?? _thought;
        _cached = chunk.CachedTokens ?? _cached;
        // Before the last chunk the server says nothing of the output, or a part of it.
        _isOutputCounted |= chunk.IsPromptBlocked || chunk.FinishReason is not null;
    }

    /// <inheritdoc />
    protected override ProviderUsage? UsageAtEnd =>
        _prompt == 0
            ? null
            : new ProviderUsage(_prompt, _isOutputCounted ? _candidate + _thought : null)
            {
                CachedInputTokens = _cached,
            };

    private static StopReason? StopOf(string? reason) =>
        reason switch
        {
            null => null,
            "MAX_TOKENS" => StopReason.Length,
            "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" => StopReason.ContentFilter,
            "LANGUAGE" or "OTHER" => StopReason.Refusal,
            _ => StopReason.EndOfTurn,
        };
}
