namespace Chat.Inference.Providers.Claude;

/// <summary>Turns the bytes of one of Claude's messages into provider events.</summary>
internal sealed class ClaudeStream(Stream stream) : SseAnswer(stream)
{
    private long _input;
    private long _cacheCreation;
    private long _cacheRead;
    private long? _output;
    private ProviderUsage? _usage;

    /// <inheritdoc />
    protected override ProviderUsage? UsageAtEnd => _usage;

    /// <inheritdoc />
    protected override ProviderEvent? Take(ReadOnlySpan<byte> data)
    {
        var step = ClaudeEventCodec.Parse(data);
        switch (step.Kind)
        {
            case ClaudeEventKind.MessageStart:
                Model = step.Model ?? Model;
                Count(step);
                // Now and not with the end: an answer that is stopped half-way has been paid for up to here. What this
                // event says of the output is no count of an answer.
                return _input + _cacheCreation + _cacheRead > 0 ? Counted(outputTokens: null) : null;
            case ClaudeEventKind.BlockStart:
                Progress();
                if (step.IsToolUse)
                {
                    Call(new ToolCallPart(step.Index, step.Id ?? "", step.Name ?? "", ""));
                }
                return Say(step.Text);
            case ClaudeEventKind.BlockDelta:
                Progress();
                if (step.PartialJson is not null)
                {
                    Call(new ToolCallPart(step.Index, "", "", step.PartialJson));
                }
                return Say(step.Text);
            case ClaudeEventKind.MessageDelta:
                Stop = StopOf(step.StopReason) ?? Stop;
                Count(step);
                // A further one of these that counts nothing must not undo what was counted.
                _output = step.OutputTokens ?? _output;
                _usage = Counted(_output);
                return null;
            case ClaudeEventKind.MessageStop:
                End();
                return null;
            case ClaudeEventKind.Error:
                return Fail(FailureOf(step.ErrorType));
            default:
                return null;
        }
    }

    /// <summary>Counts are totals, not additions; an event that leaves one out leaves it as it was.</summary>
    private void Count(in ClaudeEvent step)
    {
        _input = step.InputTokens ?? _input;
        _cacheCreation = step.CacheCreationTokens ?? _cacheCreation;
        _cacheRead = step.CacheReadTokens ?? _cacheRead;
    }

    private ProviderUsage Counted(long? outputTokens) =>
        new(_input + _cacheCreation + _cacheRead, outputTokens)
        {
            CachedInputTokens = _cacheRead,
            CacheWriteTokens = _cacheCreation,
        };

    private static StopReason? StopOf(string? reason) =>
        reason switch
        {
            null => null,
            "max_tokens" or "model_context_window_exceeded" => StopReason.Length,
            "refusal" => StopReason.Refusal,
            "tool_use" => StopReason.ToolUse,
            _ => StopReason.EndOfTurn,
        };

    /// <summary>As the statuses these errors have when they come before the stream.</summary>
    private static ProviderFailureKind FailureOf(string? errorType) =>
        errorType switch
        {
            "rate_limit_error" => ProviderFailureKind.RateLimited,
            "authentication_error" or "permission_error" or "billing_error" => ProviderFailureKind.Unauthorized,
            "invalid_request_error" or "not_found_error" or "request_too_large" => ProviderFailureKind.Rejected,
            _ => ProviderFailureKind.Overloaded,
        };
}
