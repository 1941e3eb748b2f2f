using System.Text.Json;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Turns the bytes of one completion into provider events.</summary>
/// <remarks>
/// The stream is whole when a finish reason or the end mark was seen; servers send usage in between, some never. The
/// events wait in fields rather than a queue: at most a text comes out of one chunk; tool calls, which come in pieces
/// and may interleave, usage and the end follow once the stream is over.
/// </remarks>
internal sealed class OpenAiStream(Stream stream) : IDisposable
{
    private readonly SseDataReader _reader = new();
    private ToolCallDraft? _calls;
    private int _callsGiven;
    private ProviderUsage? _usage;
    private string? _model;
    private string? _finishReason;
    private bool _anyText;
    private bool _ended;

    /// <summary>The next event; complete without waiting when its bytes are there.</summary>
    public ValueTask<ProviderEvent> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var step = TryRead();
        return step is not null ? new(step) : FillAndReadAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    private async ValueTask<ProviderEvent> FillAndReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var count = await stream.ReadAsync(_reader.Free(), cancellationToken);
                _ended |= count == 0;
                _reader.Advance(count);
            }
            catch (InvalidDataException)
            {
                return Failed(ProviderFailureKind.Malformed);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                _ended = true;
            }
            if (TryRead() is { } step)
            {
                return step;
            }
        }
    }

    private ProviderEvent? TryRead()
    {
        try
        {
            while (!_ended && _reader.TryRead(out var data))
            {
                if (Take(OpenAiChunkCodec.Parse(data, _model)) is { } step)
                {
                    return step;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return Failed(ProviderFailureKind.Malformed);
        }
        return _ended ? End() : null;
    }

    private ProviderEvent? Take(OpenAiChunk chunk)
    {
        _model = chunk.Model ?? _model;
        // The end mark is as good as a reason: some compatible servers give none.
        _finishReason = chunk.FinishReason ?? _finishReason ?? (chunk.IsEnd ? "stop" : null);
        _usage = chunk.Usage ?? _usage;
        _ended |= chunk.IsEnd;
        if (chunk.IsError)
        {
            return Failed(ProviderFailureKind.Overloaded);
        }
        foreach (var part in chunk.ToolCalls ?? [])
        {
            (_calls ??= new ToolCallDraft()).Add(part);
        }
        if (chunk.Text is null)
        {
            return null;
        }
        _anyText = true;
        return new ProviderDelta(chunk.Text);
    }

    private ProviderEvent End()
    {
        if (_usage is { } usage)
        {
            _usage = null;
            return usage;
        }
        // Calls of an answer that was stopped half-way are half a call: not given. Some servers say "stop" after calls.
        if (_calls is not null && _finishReason is not (null or "length" or "content_filter"))
        {
            return _callsGiven < _calls.Count
                ? new ProviderToolCall(_calls[_callsGiven++])
                : new ProviderCompleted(StopReason.ToolUse, _model);
        }
        return (_finishReason, _anyText) switch
        {
            (null, _) => Failed(ProviderFailureKind.CutOff),
            ("content_filter", false) => Failed(ProviderFailureKind.ContentFiltered),
            ("content_filter", true) => new ProviderCompleted(StopReason.ContentFilter, _model),
            (_, false) => Failed(ProviderFailureKind.Empty),
            ("length", _) => new ProviderCompleted(StopReason.Length, _model),
            _ => new ProviderCompleted(StopReason.EndOfTurn, _model),
        };
    }

    private static ProviderFailed Failed(ProviderFailureKind kind) => new(new ProviderFailure(kind));
}
