namespace Chat.Inference.Providers.Gemini;

/// <summary>Turns the bytes of one of Gemini's answers into provider events.</summary>
/// <remarks>Gemini has no end mark: the answer is whole when the stream ends after a finish reason.</remarks>
internal sealed class GeminiStream(Stream stream) : SseAnswer(stream)
{
    private long _prompt;
    private long _candidate;
    private long _thought;
    private long _cached;

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

    /// <summary>Counts are totals and come with every chunk, so they become a usage only with the one that ends it.</summary>
    private void Count(in GeminiChunk chunk)
    {
        _prompt = chunk.PromptTokens ?? _prompt;
        _candidate = chunk.CandidateTokens ?? _candidate;
        _thought = chunk.ThoughtTokens ?? _thought;
        _cached = chunk.CachedTokens ?? _cached;
        if (_prompt > 0 && (chunk.IsPromptBlocked || chunk.FinishReason is not null))
        {
            Usage = new ProviderUsage(_prompt, _candidate + _thought, _cached);
        }
    }

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
