using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Inference.Providers.Recovery;
using Chat.ServiceDefaults;

namespace Chat.Inference.Replies;

/// <summary>A reply as far as it is made: its text over all rounds, and where the present round stands.</summary>
internal sealed class ReplyDraft(IChatProvider provider)
{
    /// <summary>Longest text of a message, in UTF-16 units (chat.sessions.v1.Message.text).</summary>
    private const int MaxText = 100_000;

    private ChatPrompt? _prompt;
    private MeasuredCall? _measured;
    private string _provider = provider.Name;
    private string _modelAsked = provider.Model;
    private string? _model;
    private ProviderFailure? _failure;
    private List<ToolCall>? _calls;
    private List<FailedTry>? _failedTries;
    private int _roundBegan;
    private bool _isAsked;
    private GeneratedReply? _last;
    private Usage? _usage;

    /// <summary>All of the text so far.</summary>
    public StringBuilder Text { get; } = new(256);

    /// <summary>Which round it is, from 1.</summary>
    public int Round { get; private set; }

    /// <summary>The provider has nothing more to say in this round.</summary>
    public bool IsRoundOver { get; private set; }

    /// <summary>Why the reply is not all the provider wanted to say; null: it is.</summary>
    public string? Interruption { get; set; }

    /// <summary>What the provider counted in this round; null: nothing.</summary>
    public ProviderUsage? Counted { get; set; }

    /// <summary>What the provider wants to be run; empty: nothing.</summary>
    public IReadOnlyList<ToolCall> Calls => _calls ?? [];

    /// <summary>The round ended in tool calls. Servers that name another reason beside calls mean the same.</summary>
    public bool WantsTools => _calls is not null && Interruption is null;

    /// <summary>What was said in this round.</summary>
    public string RoundText => Text.ToString(_roundBegan, Text.Length - _roundBegan);

    /// <summary>The provider is asked.</summary>
    public void BeginRound(ChatPrompt prompt, MeasuredCall measured)
    {
        (_prompt, _measured) = (prompt, measured);
        (_provider, _modelAsked, _model) = (provider.Name, provider.Model, null);
        (IsRoundOver, Counted, _calls, _isAsked) = (false, null, null, true);
        _roundBegan = Text.Length;
        Round++;
    }

    /// <summary>The provider is done, or was stopped.</summary>
    /// <returns>What came of this round alone.</returns>
    public GeneratedReply EndRound()
    {
        var text = RoundText;
        _last = new GeneratedReply
        {
            Text = text,
            Interruption = Interruption,
            Failure = _failure,
            Usage = UsageOf(text),
            FailedTries = _failedTries ?? [],
        };
        _usage = Sum(_usage, _last.Usage);
        return _last;
    }

    /// <summary>What came of all rounds.</summary>
    public GeneratedReply Result() =>
        Round == 1 && Interruption == _last!.Interruption
            ? _last
            : new GeneratedReply
            {
                Text = Text.ToString(),
                Interruption = Interruption,
                Failure = _failure,
                Usage = _usage!,
                FailedTries = _failedTries ?? [],
            };

    /// <summary>More text.</summary>
    public void Append(string text)
    {
        if (Text.Length == _roundBegan)
        {
            _measured!.FirstChunk();
        }
        Text.Append(text);
    }

    /// <summary>
    /// What of it a message can still take; the generation is over when that is not all. No message takes U+0000, which a
    /// model may say as well as any other character: the answer must not fail at it when it is stored.
    /// </summary>
    public string Bounded(string text)
    {
        text = text.Replace('\0', '\uFFFD');
        var room = MaxText - Text.Length;
        if (text.Length <= room)
        {
            return text;
        }
        (IsRoundOver, Interruption) = (true, InterruptionReasons.TooLong);
        return BoundedText.Cut(text, room);
    }

    /// <summary>A tool is wanted.</summary>
    public void Add(ToolCall call) => (_calls ??= []).Add(call);

    /// <summary>Another provider answers.</summary>
    public void Switch(ProviderSwitched switched)
    {
        (_provider, _modelAsked, _isAsked) = (switched.Name, switched.Model, true);
        _measured!.Switch(switched);
    }

    /// <summary>The provider is asked again.</summary>
    public void TryAgain() => _isAsked = true;

    /// <summary>A try came to nothing; what it cost is kept apart, and until the next one nobody is at work.</summary>
    public void Fail(ProviderTryFailed tried)
    {
        _isAsked = false;
        var kind = tried.Failure.Kind;
        var isPaid = RecoveryTable.For(kind).Costs;
        if (tried.Usage is null && !isPaid)
        {
            return;
        }
        var usage = Cost(tried.Name, tried.Model, tried.Usage, "", isPaid);
        _measured!.TryFailed(kind, usage);
        (_failedTries ??= []).Add(new FailedTry(ProviderFailureTable.For(kind).Code, usage));
    }

    /// <summary>The provider has said everything.</summary>
    public void Complete(ProviderCompleted completed)
    {
        (IsRoundOver, _model) = (true, completed.Model);
        Interruption = completed.Reason switch
        {
            StopReason.Length => InterruptionReasons.MaxTokens,
            StopReason.ContentFilter => InterruptionReasons.ContentFilter,
            StopReason.Refusal => InterruptionReasons.Refused,
            _ => null,
        };
    }

    /// <summary>The reply cannot go on.</summary>
    public void Fail(ProviderFailure failure) =>
        (IsRoundOver, _failure, Interruption) = (true, failure, InterruptionReasons.ProviderFailed);

    private Usage UsageOf(string text)
    {
        var isPaid = text.Length > 0 || (_isAsked && (_failure is null || RecoveryTable.For(_failure.Kind).Costs));
        return Cost(_provider, _model ?? _modelAsked, Counted, text, isPaid);
    }

    /// <summary>As counted; what was not is estimated.</summary>
    /// <param name="isPaid">False: the provider refused before it read anything, or was not asked.</param>
    private Usage Cost(string name, string model, ProviderUsage? counted, string text, bool isPaid) =>
        new()
        {
            Provider = name,
            Model = model,
            InputTokens = counted?.InputTokens ?? (isPaid ? PromptTokens() : 0),
            OutputTokens = counted?.OutputTokens ?? TokenEstimate.Of(text),
            Estimated = isPaid && counted?.OutputTokens is null,
            CachedInputTokens = counted?.CachedInputTokens ?? 0,
            CacheWriteTokens = counted?.CacheWriteTokens ?? 0,
        };

    /// <summary>Each round is paid for with all that was sent again; one guess makes the sum a guess.</summary>
    private static Usage Sum(Usage? before, Usage round) =>
        before is null
            ? round
            : new Usage
            {
                Provider = round.Provider,
                Model = round.Model,
                InputTokens = before.InputTokens + round.InputTokens,
                OutputTokens = before.OutputTokens + round.OutputTokens,
                Estimated = before.Estimated || round.Estimated,
                CachedInputTokens = before.CachedInputTokens + round.CachedInputTokens,
                CacheWriteTokens = before.CacheWriteTokens + round.CacheWriteTokens,
            };

    private long PromptTokens() =>
        (long)TokenEstimate.Of(_prompt!.SystemText)
        + TokenEstimate.Of(_prompt.Question)
        + _prompt.History.Sum(turn => (long)TokenEstimate.Of(turn.Text))
        + _prompt.Rounds.Sum(round =>
            TokenEstimate.Of(round.Text)
            + round.Exchanges.Sum(exchange =>
                (long)TokenEstimate.Of(exchange.Call.ArgumentsJson) + TokenEstimate.Of(exchange.Result)
            )
        );
}
