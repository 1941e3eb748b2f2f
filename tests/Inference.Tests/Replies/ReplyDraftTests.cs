using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Testing.Time;

namespace Chat.Inference.Replies;

public sealed class ReplyDraftTests : IDisposable
{
    private static readonly ChatPrompt Prompt = new()
    {
        SystemText = "12345678",
        History = [new ChatTurn(false, "1234"), new ChatTurn(true, "12345678")],
        Question = "1234",
        Passages = [],
        KnowledgeConsulted = true,
    };

    private readonly TestMeters _meters = new();
    private readonly ScriptedProvider _provider = new();
    private readonly ReplyDraft _draft;

    public ReplyDraftTests() => _draft = new ReplyDraft(_provider);

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void Result_OneRound_IsWhatWasSaid()
    {
        Begin();
        _draft.Append("Hello ");
        _draft.Append("world.");
        _draft.Counted = new ProviderUsage(11, 7) { CachedInputTokens = 3, CacheWriteTokens = 2 };
        _draft.Complete(new ProviderCompleted(StopReason.EndOfTurn, "model-1"));
        _ = _draft.EndRound();

        var reply = _draft.Result();

        Assert.Equal(("Hello world.", null, null), (reply.Text, reply.Interruption, reply.Failure));
        Assert.Equal(
            new Usage
            {
                Provider = "scripted",
                Model = "model-1",
                InputTokens = 11,
                OutputTokens = 7,
                CachedInputTokens = 3,
                CacheWriteTokens = 2,
            },
            reply.Usage
        );
        Assert.Empty(reply.FailedTries);
    }

    [Theory]
    [InlineData(StopReason.EndOfTurn, null)]
    [InlineData(StopReason.ToolUse, null)]
    [InlineData(StopReason.Length, "max_tokens")]
    [InlineData(StopReason.ContentFilter, "content_filter")]
    [InlineData(StopReason.Refusal, "refused")]
    internal void Complete_Reason_SaysWhetherItIsAll(StopReason reason, string? interruption)
    {
        Begin();

        _draft.Complete(new ProviderCompleted(reason, null));

        Assert.True(_draft.IsRoundOver);
        Assert.Equal(interruption, _draft.Interruption);
    }

    [Fact]
    public void EndRound_ModelNotSaid_IsTheOneAskedFor()
    {
        Begin();
        _draft.Complete(new ProviderCompleted(StopReason.EndOfTurn, null));

        Assert.Equal("model-0", _draft.EndRound().Usage.Model);
    }

    // A token for each four letters: 2 of the system's text, 1 of the question, 3 of the history.
    [Fact]
    public void EndRound_NothingCounted_IsEstimated()
    {
        Begin();
        _draft.Append("12345");
        _draft.Complete(new ProviderCompleted(StopReason.EndOfTurn, null));

        var usage = _draft.EndRound().Usage;

        Assert.Equal((6, 2, true), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Fact]
    public void EndRound_OnlyThePromptCounted_EstimatesTheRest()
    {
        Begin();
        _draft.Append("12345");
        _draft.Counted = new ProviderUsage(100, null);

        var usage = _draft.EndRound().Usage;

        Assert.Equal((100, 2, true), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Theory]
    [InlineData(ProviderFailureKind.Rejected, 0, false)]
    [InlineData(ProviderFailureKind.Unreachable, 0, false)]
    [InlineData(ProviderFailureKind.FirstTokenTimeout, 6, true)]
    internal void Fail_BeforeTheFirstWord_CostsWhatWasRead(ProviderFailureKind kind, long input, bool estimated)
    {
        Begin();
        _draft.Fail(new ProviderFailure(kind));

        var reply = _draft.EndRound();

        Assert.Equal(("provider_failed", kind), (reply.Interruption, reply.Failure?.Kind));
        Assert.Equal((input, 0, estimated), (reply.Usage.InputTokens, reply.Usage.OutputTokens, reply.Usage.Estimated));
    }

    [Fact]
    public void Fail_AfterSomeWords_IsPaidFor()
    {
        Begin();
        _draft.Append("1234");
        _draft.Fail(new ProviderFailure(ProviderFailureKind.Unreachable));

        var usage = _draft.EndRound().Usage;

        Assert.Equal((6, 1, true), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Fact]
    public void Result_SeveralRounds_AddsTextAndCosts()
    {
        Begin();
        _draft.Append("One. ");
        _draft.Add(new ToolCall("a", "find", "{}"));
        _draft.Counted = new ProviderUsage(10, 3) { CachedInputTokens = 1, CacheWriteTokens = 4 };
        Assert.True(_draft.WantsTools);
        Assert.Equal("One. ", _draft.EndRound().Text);

        Begin(Prompt with { Rounds = [new ToolRound("One.", [new ToolExchange(_draft.Calls[0], "r", false)])] });
        Assert.Equal((2, ""), (_draft.Round, _draft.RoundText));
        Assert.Empty(_draft.Calls);
        _draft.Append("Two.");
        _draft.Counted = new ProviderUsage(20, 5) { CachedInputTokens = 2, CacheWriteTokens = 8 };
        Assert.Equal("Two.", _draft.EndRound().Text);

        var reply = _draft.Result();

        Assert.Equal("One. Two.", reply.Text);
        Assert.Equal(
            (30, 8, 3, 12, false),
            (
                reply.Usage.InputTokens,
                reply.Usage.OutputTokens,
                reply.Usage.CachedInputTokens,
                reply.Usage.CacheWriteTokens,
                reply.Usage.Estimated
            )
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Result_OneRoundGuessed_IsAGuess(bool first)
    {
        foreach (var isCounted in new[] { !first, first })
        {
            Begin();
            _draft.Counted = isCounted ? new ProviderUsage(1, 1) : null;
            _ = _draft.EndRound();
        }

        Assert.True(_draft.Result().Usage.Estimated);
    }

    [Fact]
    public void Result_StoppedBehindItsRound_SaysWhy()
    {
        Begin();
        _draft.Append("One.");
        _ = _draft.EndRound();

        _draft.Interruption = InterruptionReasons.TakenOver;

        Assert.Equal(("One.", "taken_over"), (_draft.Result().Text, _draft.Result().Interruption));
    }

    [Fact]
    public void WantsTools_InterruptedBehindTheCall_DoesNot()
    {
        Begin();
        _draft.Add(new ToolCall("a", "find", "{}"));

        _draft.Complete(new ProviderCompleted(StopReason.Length, null));

        Assert.False(_draft.WantsTools);
    }

    [Fact]
    public void EndRound_AnotherProviderAnswered_IsItsCost()
    {
        Begin();
        _draft.Switch(new ProviderSwitched("other", "model-9"));

        var usage = _draft.EndRound().Usage;
        Assert.Equal(("other", "model-9"), (usage.Provider, usage.Model));

        // The next round begins with the first one again.
        Begin();
        usage = _draft.EndRound().Usage;
        Assert.Equal(("scripted", "model-0"), (usage.Provider, usage.Model));
    }

    [Theory]
    [InlineData(ProviderFailureKind.Unreachable, null)]
    [InlineData(ProviderFailureKind.Overloaded, null)]
    [InlineData(ProviderFailureKind.CutOff, "provider_error")]
    [InlineData(ProviderFailureKind.FirstTokenTimeout, "provider_timeout")]
    internal void FailTry_NothingCounted_IsBookedIfItWasRead(ProviderFailureKind kind, string? code)
    {
        Begin();
        _draft.Fail(new ProviderTryFailed("other", "model-9", new ProviderFailure(kind), null));

        var tries = _draft.EndRound().FailedTries;

        Assert.Equal(code, tries.SingleOrDefault()?.Code);
        Assert.False(_draft.IsRoundOver);
        Assert.Null(_draft.Interruption);
    }

    [Fact]
    public void FailTry_Counted_IsBookedAsCounted()
    {
        Begin();
        var failure = new ProviderFailure(ProviderFailureKind.RateLimited);
        _draft.Fail(new ProviderTryFailed("other", "model-9", failure, new ProviderUsage(5, 2)));

        var failed = Assert.Single(_draft.EndRound().FailedTries);

        Assert.Equal(
            new Usage
            {
                Provider = "other",
                Model = "model-9",
                InputTokens = 5,
                OutputTokens = 2,
            },
            failed.Usage
        );
    }

    [Theory]
    [InlineData(ProviderFailureKind.RateLimited, 0)]
    [InlineData(ProviderFailureKind.CutOff, 1)]
    internal void EndRound_StoppedBeforeTheNextTry_CostsThePastOnesAlone(ProviderFailureKind kind, int tries)
    {
        Begin();
        _draft.Fail(new ProviderTryFailed("scripted", "model-0", new ProviderFailure(kind), null));
        _draft.Interruption = InterruptionReasons.Cancelled;

        var reply = _draft.EndRound();

        Assert.Equal((0, 0, false), (reply.Usage.InputTokens, reply.Usage.OutputTokens, reply.Usage.Estimated));
        Assert.Equal(tries, reply.FailedTries.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EndRound_StoppedInTheNextTry_IsPaidFor(bool isSwitched)
    {
        Begin();
        var failure = new ProviderFailure(ProviderFailureKind.RateLimited);
        _draft.Fail(new ProviderTryFailed("scripted", "model-0", failure, null));
        if (isSwitched)
        {
            _draft.Switch(new ProviderSwitched("other", "model-9"));
        }
        else
        {
            _draft.TryAgain();
        }
        _draft.Interruption = InterruptionReasons.Cancelled;

        var usage = _draft.EndRound().Usage;

        Assert.Equal((6, true), (usage.InputTokens, usage.Estimated));
    }

    [Fact]
    public void Bounded_RoomForAll_IsTheText()
    {
        Begin();

        Assert.Equal("a\ufffdb", _draft.Bounded("a\0b"));
        Assert.False(_draft.IsRoundOver);
    }

    [Fact]
    public void Bounded_LongestText_FitsAndTheNextLetterDoesNot()
    {
        Begin();

        Assert.Equal(100_000, _draft.Bounded(new string('a', 100_000)).Length);
        Assert.Null(_draft.Interruption);
        _draft.Append(new string('a', 100_000));

        Assert.Equal("", _draft.Bounded("b"));
        Assert.Equal((true, "too_long"), (_draft.IsRoundOver, _draft.Interruption));
    }

    [Fact]
    public void Bounded_PairAtTheEnd_IsNotCutInTwo()
    {
        Begin();
        _draft.Append(new string('a', 99_998));

        Assert.Equal("b", _draft.Bounded("b\ud83d\ude00"));
    }

    private void Begin(ChatPrompt? prompt = null)
    {
        using var measured = new ProviderMetrics(_meters, new FakeTimeProvider()).Start(_provider);
        _draft.BeginRound(prompt ?? Prompt, measured);
    }
}
