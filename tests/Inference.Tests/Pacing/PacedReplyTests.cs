using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Providers;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;

namespace Chat.Inference.Pacing;

/// <summary>A reply in a live conversation, whose AI takes its time.</summary>
public sealed class PacedReplyTests : IDisposable
{
    private readonly ReplyScene _scene = new();
    private Task<Error?> _running = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Debounce_NobodyWritesOn_AnswersBehindIt()
    {
        _scene.Provider.Says("Yes").Completes();
        Begin(new ReplyPace { DebounceMilliseconds = 5_000 });

        await PassAsync(4_999);
        Assert.Null(_scene.Sessions.Posted);
        Assert.Empty(_scene.Caller.All);
        await PassAsync(1);

        await _running.WithTimeout();
        Assert.Equal("Yes", _scene.Caller.Text);
    }

    [Fact]
    public async Task Debounce_CustomerWroteOn_IsTakenOverAndGivesTheTurnBack()
    {
        _scene.Sessions.OnPost = request => Stored(request, lastSequence: 2);
        _scene.Sessions.Stored.Add(Later(AuthorKind.Visitor));
        Begin(new ReplyPace { DebounceMilliseconds = 5_000 });

        await PassAsync(5_000);
        await _running.WithTimeout();

        Assert.True(_scene.Caller.Events[^1].Done.TakenOver);
        Assert.Equal("", Assert.Single(_scene.Sessions.Served).Committed?.Text);
        Assert.False(_scene.Provider.Asked.IsCompleted);
    }

    [Theory]
    [InlineData(AuthorKind.Ai)]
    [InlineData(AuthorKind.System)]
    public async Task Debounce_SomethingElseCame_IsAnswered(AuthorKind author)
    {
        _scene.Sessions.OnPost = request => Stored(request, lastSequence: 2);
        _scene.Sessions.Stored.Add(Later(author));
        _scene.Provider.Says("Yes").Completes();
        Begin(new ReplyPace { DebounceMilliseconds = 5_000 });

        await PassAsync(5_000);
        await _running.WithTimeout();

        Assert.Equal("Yes", _scene.Caller.Text);
    }

    [Fact]
    public async Task Debounce_CustomersMessageForPeopleCame_IsAnswered()
    {
        _scene.Sessions.OnPost = request => Stored(request, lastSequence: 2);
        var later = Later(AuthorKind.Visitor);
        later.AsksNothing = true;
        _scene.Sessions.Stored.Add(later);
        _scene.Provider.Says("Yes").Completes();
        Begin(new ReplyPace { DebounceMilliseconds = 5_000 });

        await PassAsync(5_000);
        await _running.WithTimeout();

        Assert.Equal("Yes", _scene.Caller.Text);
    }

    [Fact]
    public async Task Debounce_PersonTookOverMeanwhile_AnswersNothing()
    {
        _scene.Sessions.OnPost = FakeConversations.WithoutLease;
        Begin(new ReplyPace { DebounceMilliseconds = 5_000 });

        await PassAsync(5_000);
        await _running.WithTimeout();

        Assert.True(_scene.Caller.Events[^1].Done.Manual);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pauses_NoTimeLeft_EndAtOnce(bool callerLeaves)
    {
        _scene.Request.DisconnectGrace = new() { Seconds = 15 };
        _scene.Provider.Says("Yes").Completes();
        Begin(Paces.Person(debounce: 60_000));
        await _scene.Clock.WaitForTimersAsync(1, Cancellation);

        if (callerLeaves)
        {
            _scene.CallerLeaves();
        }
        else
        {
            _scene.Drain.Begin();
        }

        await Eventually.TrueAsync(() => _scene.Sessions.Posted is not null, Cancellation);
        Assert.Equal(TimeSpan.Zero, _scene.Clock.GetUtcNow() - new FakeTimeProvider().GetUtcNow());
    }

    [Fact]
    public async Task Simulation_Message_IsReceivedThenReadThenAnswered()
    {
        _scene.Request.Text = new string('x', 250);
        _scene.Provider.Says("Yes").Completes();
        Begin(Paces.Person(debounce: 2_000));

        await PassAsync(2_000);
        await PassAsync(1_000);
        var received = await NextMarkAsync();
        await PassAsync(2_999);
        Assert.False(_scene.Receipts.Marks.TryPeek(out _));
        await PassAsync(1);
        var read = await NextMarkAsync();
        Assert.Null(_scene.Sessions.Posted);
        await PassAsync(1_000);

        Assert.Equal((7, 0), (received.Delivered, received.Read));
        Assert.Equal((7, 7), (read.Delivered, read.Read));
        await Eventually.TrueAsync(() => _scene.Sessions.Posted is not null, Cancellation);
    }

    [Fact]
    public async Task Simulation_ReceiptsCannotBeTold_AnswersAllTheSame()
    {
        _scene.Receipts.IsAway = true;
        _scene.Provider.Says("Yes").Completes();
        Begin(Paces.Person());

        await UntilDoneAsync();

        Assert.Equal("Yes", _scene.Caller.Text);
    }

    [Fact]
    public async Task Typing_Reply_ComesBubbleByBubbleAsOneMessage()
    {
        // 60 and 120 characters: 1 and 2 s, and 1 s between.
        var (first, second) = (new string('a', 60), "\n\n" + new string('b', 118));
        _scene.Provider.Says(first[..10], first[10..] + second).Completes();
        Begin(Paces.Person());
        await ReachProviderAsync();

        // The typist's, and the one that opens the call in time.
        await _scene.Clock.WaitForTimersAsync(2, Cancellation);
        await PassAsync(999);
        Assert.Equal("", _scene.Caller.Text);
        await PassAsync(1);
        await Eventually.TrueAsync(() => _scene.Caller.Text == first, Cancellation);
        await PassAsync(2_999);
        Assert.Equal(first, _scene.Caller.Text);
        await PassAsync(1);
        await _running.WithTimeout();

        Assert.Equal(first + second, _scene.Caller.Text);
        Assert.Equal(
            [0, 60],
            _scene.Caller.Events.Where(step => step.Delta is not null).Select(step => step.Delta.Offset)
        );
        var message = _scene.Caller.Events[^1].Done.Message;
        Assert.Equal((first + second, MessageState.Complete), (message.Text, message.State));
    }

    [Fact]
    public async Task Typing_TimeItTookToMake_Counts()
    {
        Begin(Paces.Person());
        await ReachProviderAsync();

        await PassAsync(700);
        _scene.Provider.Says(new string('a', 60)).Completes();
        await PassAsync(300);

        await _running.WithTimeout();
        Assert.Equal(60, _scene.Caller.Text.Length);
    }

    [Fact]
    public async Task Typing_PersonTakesOver_OnlyWhatWasTypedWasSaid()
    {
        _scene.Sessions.Serves = false;
        _scene.Provider.Says("Short.\n\n" + new string('b', 100)).Completes();
        Begin(Paces.Person());
        await ReachProviderAsync();
        var call = await _scene.Sessions.Calls.ReadAsync(Cancellation).AsTask().WithTimeout();
        var begin = (await call.UntilAsync(static request => request.Begin is not null)).Begin;
        call.Grant(begin.Fence);
        await PassAsync(500);
        await call.UntilAsync(static request => request.Delta is not null);

        call.Stop("taken_over");

        var commit = (await call.UntilAsync(static request => request.Commit is not null)).Commit;
        call.Commit(begin, commit);
        await _running.WithTimeout();
        Assert.Equal(("Short.", MessageState.Interrupted), (commit.Text, commit.State));
        Assert.Equal("taken_over", commit.InterruptionReason);
        Assert.Equal("Short.", _scene.Caller.Text);
        // It was made and has to be paid for, typed or not.
        Assert.True(commit.Usage.OutputTokens > 20);
    }

    [Theory]
    [InlineData("taken_over")]
    [InlineData("stopped")]
    public async Task Typing_StoppedWhileItIsMade_SaysNothingAndIsBooked(string reason)
    {
        _scene.Sessions.Serves = false;
        _scene.Provider.Says("One.\n\nTwo.");
        Begin(Paces.Person());
        await ReachProviderAsync();
        var call = await _scene.Sessions.Calls.ReadAsync(Cancellation).AsTask().WithTimeout();
        var begin = (await call.UntilAsync(static request => request.Begin is not null)).Begin;
        call.Grant(begin.Fence);

        call.Stop(reason);

        var commit = (await call.UntilAsync(static request => request.Commit is not null)).Commit;
        call.Commit(begin, commit);
        await _running.WithTimeout();
        Assert.Equal(("", reason), (commit.Text, commit.InterruptionReason));
        Assert.Equal("", _scene.Caller.Text);
        var booked = Assert.Single(_scene.Bookings.Booked);
        Assert.Equal(reason, booked.Interruption);
        Assert.True(booked.Usage.InputTokens > 0);
    }

    [Theory]
    [InlineData(StopReason.Length, "max_tokens")]
    [InlineData(StopReason.ContentFilter, "content_filter")]
    [InlineData(StopReason.Refusal, "refused")]
    internal async Task Typing_ProviderStoppedHalfWay_IsTypedAllTheSame(StopReason reason, string interruption)
    {
        _scene.Provider.Says("Short.\n\n" + new string('b', 58)).Completes(reason);
        Begin(Paces.Person());
        await ReachProviderAsync();

        await _scene.Clock.WaitForTimersAsync(2, Cancellation);
        await PassAsync(500);
        await Eventually.TrueAsync(() => _scene.Caller.Text == "Short.", Cancellation);
        await PassAsync(1_999);
        Assert.Equal("Short.", _scene.Caller.Text);
        await PassAsync(1);
        await _running.WithTimeout();

        Assert.Equal(interruption, _scene.Caller.Events[^1].Done.Message.InterruptionReason);
    }

    [Fact]
    public async Task Typing_ServerStops_ShowsTheRestAtOnce()
    {
        var text = "Short.\n\n" + new string('b', 100);
        _scene.Provider.Says(text).Completes();
        Begin(Paces.Person());
        await ReachProviderAsync();
        _scene.Drain.Begin();

        await UntilDoneAsync();

        var message = _scene.Caller.Events[^1].Done.Message;
        Assert.Equal((text, MessageState.Complete), (message.Text, message.State));
    }

    [Fact]
    public async Task Typing_ProviderFailedHalfWay_ShowsWhatThereIsAndTheFailure()
    {
        _scene.Provider.Says("One.\n\nTwo").Fails(ProviderFailureKind.Unreachable);
        Begin(Paces.Person());

        await UntilDoneAsync();

        Assert.Equal("One.\n\nTwo", _scene.Caller.Text);
        Assert.NotNull(_scene.Caller.Events[^1].Error);
    }

    [Theory]
    [InlineData("", "c", 1)]
    [InlineData("00000000-0000-7000-8000-0000000000c1", "", 1)]
    [InlineData("00000000-0000-7000-8000-0000000000c1", "c", 0)]
    public void Validate_MessageNotStoredYet_CannotTakeItsTime(string conversationId, string clientId, long sequence)
    {
        var request = new ReplyRequest
        {
            ConversationId = conversationId,
            ClientMessageId = clientId,
            Sequence = sequence,
            Pace = Paces.Person(),
        };

        Assert.Equal("/pace", Assert.Single(Replies.ReplyRequestValidator.Validate(request)!.Faults).Pointer);
    }

    private static PostMessageResponse Stored(PostMessageRequest request, long lastSequence)
    {
        var posted = FakeConversations.Granted(request);
        (posted.Duplicate, posted.Conversation.LastSequence) = (true, lastSequence);
        return posted;
    }

    private static Message Later(AuthorKind author) =>
        new()
        {
            Id = "m2",
            Sequence = 2,
            Text = "And another thing",
            Author = new Author { Kind = author, Id = "a" },
        };

    private void Begin(ReplyPace pace)
    {
        _scene.Request.Pace = pace;
        _scene.Request.Sequence = 7;
        _running = _scene.RunAsync();
    }

    private async Task PassAsync(int milliseconds)
    {
        await _scene.Clock.WaitForTimersAsync(1, Cancellation);
        _scene.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    private async Task<MarkReceiptRequest> NextMarkAsync() =>
        await _scene.Receipts.Marks.ReadAsync(Cancellation).AsTask().WithTimeout();

    /// <summary>Through the pauses, until the provider has been asked.</summary>
    private async Task ReachProviderAsync()
    {
        await PassAsync(1_000);
        await NextMarkAsync();
        // The question has 4 of the 500 characters that take longest.
        await PassAsync(2_016);
        await NextMarkAsync();
        await PassAsync(1_000);
        await _scene.Provider.Asked.WithTimeout();
    }

    private async Task UntilDoneAsync()
    {
        while (!_running.IsCompleted)
        {
            _scene.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
        await _running;
    }
}
