using System.Text.Json;
using Chat.Inference.Providers.Gathering;

namespace Chat.Inference.Providers;

/// <summary>Turns the bytes of one streamed answer into provider events; a vendor's subclass reads its events.</summary>
/// <remarks>
/// What is said is given at once. What may come in pieces or be said in any order waits in fields until the stream is
/// over, and then follows in one order: usage, tool calls, the end or the failure. Before each wait for more it is told
/// that some of it came. An answer without a stop reason was cut off.
/// What comes at reading speed, so that more than two reads after the first words had to wait for it, gathers if the
/// gathering says so, and then is read for as long as there is more; what comes at once is never held up.
/// </remarks>
internal abstract class SseAnswer(Stream stream) : IDisposable
{
    private const int WaitsAtOnce = 2;

    private readonly SseDataReader _reader = new();
    private WholeCharacters _characters;
    private ToolCallDraft? _calls;
    private int _callsGiven;
    private int _waits;
    private bool _anyText;
    private bool _progressed;
    private bool _ended;
    private bool _usageGiven;
    private ProviderFailed? _failed;

    /// <summary>The model that answers, once the vendor has said so.</summary>
    protected string? Model { get; set; }

    /// <summary>Why the vendor stopped, once it has said so.</summary>
    protected StopReason? Stop { get; set; }

    /// <summary>What the vendor counted, once the stream is over; null: nothing.</summary>
    protected abstract ProviderUsage? UsageAtEnd { get; }

    /// <summary>The next event; complete without waiting when its bytes are there.</summary>
    public ValueTask<ProviderEvent> ReadAsync(WordGathering gathering, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var step = TryRead();
        return step is not null ? new(step) : FillAndReadAsync(gathering, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    /// <summary>Takes the data of one event; null: nothing to give yet.</summary>
    /// <exception cref="JsonException">It is not what the vendor's protocol allows.</exception>
    /// <exception cref="InvalidDataException">It is more than we take.</exception>
    protected abstract ProviderEvent? Take(ReadOnlySpan<byte> data);

    /// <summary>The vendor's end mark came; nothing after it is read.</summary>
    protected void End() => _ended = true;

    /// <summary>More text, or nothing if it is empty.</summary>
    protected ProviderDelta? Say(string? text)
    {
        if (string.IsNullOrEmpty(text) || _characters.Take(text) is not { Length: > 0 } whole)
        {
            return null;
        }
        _anyText = true;
        return new ProviderDelta(whole);
    }

    /// <summary>A piece of a tool call.</summary>
    protected void Call(ToolCallPart part)
    {
        (_calls ??= new ToolCallDraft()).Add(part);
        Progress();
    }

    /// <summary>Something came that is not given, or not yet.</summary>
    protected void Progress() => _progressed = true;

    /// <summary>The answer cannot go on.</summary>
    protected static ProviderFailed Fail(ProviderFailureKind kind) => new(new ProviderFailure(kind));

    private async ValueTask<ProviderEvent> FillAndReadAsync(
        WordGathering gathering,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var waited = false;
            try
            {
                var reading = stream.ReadAsync(_reader.Free(), cancellationToken);
                waited = !reading.IsCompleted;
                var count = await reading;
                _ended |= count == 0;
                _reader.Advance(count);
            }
            catch (InvalidDataException)
            {
                _failed = Fail(ProviderFailureKind.Malformed);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                _ended = true;
            }
            // Only behind a read that had to wait: as long as none has to, there is more, and a read may bring little of
            // it (a record of TLS).
            if (waited && _anyText && !_ended && ++_waits > WaitsAtOnce)
            {
                await gathering.WaitAsync(cancellationToken);
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
            while (!_ended && _failed is null && _reader.TryRead(out var data))
            {
                var step = Take(data);
                _failed = step as ProviderFailed;
                if (step is not null && _failed is null)
                {
                    _progressed = false;
                    return step;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            _failed = Fail(ProviderFailureKind.Malformed);
        }
        if (_ended || _failed is not null)
        {
            return Finish();
        }
        var progressed = _progressed;
        _progressed = false;
        return progressed ? ProviderProgress.Instance : null;
    }

    private ProviderEvent Finish()
    {
        if (!_usageGiven)
        {
            _usageGiven = true;
            if (UsageAtEnd is { } usage)
            {
                return usage;
            }
        }
        if (_failed is not null)
        {
            return _failed;
        }
        // Calls of an answer that was stopped half-way are half a call: not given. Some servers say "stop" after calls.
        if (_calls is not null && Stop is (StopReason.ToolUse or StopReason.EndOfTurn))
        {
            return _callsGiven < _calls.Count
                ? new ProviderToolCall(_calls[_callsGiven++])
                : new ProviderCompleted(StopReason.ToolUse, Model);
        }
        return (Stop, _anyText) switch
        {
            (null, _) => Fail(ProviderFailureKind.CutOff),
            (StopReason.ContentFilter, false) => Fail(ProviderFailureKind.ContentFiltered),
            (StopReason.Refusal, false) => Fail(ProviderFailureKind.Refused),
            (_, false) => Fail(ProviderFailureKind.Empty),
            (StopReason.ToolUse, _) => new ProviderCompleted(StopReason.EndOfTurn, Model),
            ({ } stop, _) => new ProviderCompleted(stop, Model),
        };
    }
}
