using Chat.Contracts.Knowledge.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Testing.Time;

namespace Chat.Inference.Replies;

/// <summary>Whether it is the AI's turn, and what was answered already.</summary>
public sealed class ReplyTurnTests : IDisposable
{
    private readonly ReplyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task RunAsync_KnowledgeOnly_QuotesThePassagesWithoutTheProvider()
    {
        var hit = new Hit
        {
            DocumentId = "d1",
            ChunkId = "c1",
            Title = "Title",
            Text = "Because it is.",
            Score = 1,
        };
        _scene.Knowledge.Response = new SearchResponse { DocumentCount = 1, Hits = { hit } };
        _scene.Sessions.OnPost = request =>
        {
            var posted = FakeConversations.Granted(request);
            posted.KnowledgeOnly = true;
            return posted;
        };

        await _scene.RunAsync().WithTimeout();

        Assert.Equal("Because it is. [1]", _scene.Caller.Text);
        Assert.False(_scene.Provider.Asked.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_HumansAnswer_IsDoneWithoutAReply()
    {
        _scene.Sessions.OnPost = FakeConversations.WithoutLease;

        await _scene.RunAsync().WithTimeout();

        Assert.Equal("", _scene.Caller.Events[0].Accepted.ReplyId);
        Assert.True(_scene.Caller.Events[1].Done.Manual);
    }

    [Fact]
    public async Task RunAsync_RetryOfAnAnsweredMessage_RepeatsTheAnswerWithoutTheProvider()
    {
        _scene.Sessions.OnPost = request =>
        {
            var posted = FakeConversations.WithoutLease(request);
            (posted.Duplicate, posted.ExistingReply) = (true, new Message { Id = "r0", Text = "As I said" });
            return posted;
        };

        await _scene.RunAsync().WithTimeout();

        Assert.Equal("As I said", _scene.Caller.Text);
        Assert.Equal("r0", _scene.Caller.Events[^1].Done.Message.Id);
        Assert.False(_scene.Provider.Asked.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_RetryWhileTheAnswerIsMade_TellsTheCallerToFollow()
    {
        _scene.Sessions.OnPost = request =>
        {
            var posted = FakeConversations.WithoutLease(request);
            (posted.Duplicate, posted.BusyReplyId, posted.BusyAnswers) = (true, "r0", posted.Message.Id);
            return posted;
        };

        await _scene.RunAsync().WithTimeout();

        var accepted = Assert.Single(_scene.Caller.Events).Accepted;
        Assert.Equal((true, "r0"), (accepted.Follow, accepted.ReplyId));
    }

    [Fact]
    public async Task RunAsync_SomebodyElseSpeaks_WaitsAndAnswersWithTheHistoryOfThatMoment()
    {
        _scene.Sessions.Serves = false;
        _scene.Sessions.OnPost = request =>
        {
            var posted = FakeConversations.WithoutLease(request);
            posted.BusyReplyId = "r0";
            return posted;
        };
        _scene.Provider.Says("Yes").Completes();

        var running = _scene.RunAsync();
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        call.Grant(
            9,
            Said("m0", AuthorKind.Visitor, "First?"),
            Said("r0", AuthorKind.Ai, "One."),
            Said("m1", AuthorKind.Visitor, "Why?")
        );
        var prompt = await _scene.Provider.Asked.WithTimeout();
        _ = call.ServeAsync();
        await running.WithTimeout();

        Assert.Equal(["First?", "One."], prompt.History.Select(turn => turn.Text));
        Assert.Equal("Why?", prompt.Question);
        Assert.NotNull(_scene.Caller.Events[^1].Done);
    }

    [Fact]
    public async Task RunAsync_RetryWaitedBesideItsFirstTry_GivesTheAnswerMadeMeanwhile()
    {
        _scene.Sessions.Serves = false;
        _scene.Sessions.OnPost = request =>
        {
            var posted = FakeConversations.WithoutLease(request);
            (posted.Duplicate, posted.BusyReplyId, posted.BusyAnswers) = (true, "r0", "m0");
            return posted;
        };

        var running = _scene.RunAsync();
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        var answer = Said("r1", AuthorKind.Ai, "Because.");
        answer.InReplyTo = "m1";
        call.Grant(9, Said("m1", AuthorKind.Visitor, "Why?"), answer);
        _ = call.ServeAsync();
        await running.WithTimeout();

        Assert.Equal("Because.", _scene.Caller.Text);
        Assert.Equal("r1", _scene.Caller.Events[^1].Done.Message.Id);
        Assert.False(_scene.Provider.Asked.IsCompleted);
    }

    [Theory]
    [InlineData(true, AnswerAgain.Unspecified, MessageState.Interrupted, "m1", true)]
    [InlineData(true, AnswerAgain.IfInterrupted, MessageState.Complete, "m1", true)]
    [InlineData(true, AnswerAgain.IfInterrupted, MessageState.Interrupted, "m1", false)]
    [InlineData(true, AnswerAgain.Always, MessageState.Complete, "m1", false)]
    [InlineData(true, AnswerAgain.Unspecified, MessageState.Complete, "m0", false)]
    [InlineData(false, AnswerAgain.Unspecified, MessageState.Complete, "m1", false)]
    public async Task RunAsync_AnsweredWhileItWaited_IsRepeatedIfThatIsTheAnswer(
        bool isRetry,
        AnswerAgain again,
        MessageState state,
        string inReplyTo,
        bool isKnown
    )
    {
        var call = await WaitForTheTurnAsync(isRetry, again);
        var answer = Said("r1", AuthorKind.Ai, "Because.");
        (answer.InReplyTo, answer.State) = (inReplyTo, state);
        _scene.Provider.Says("Anew.").Completes();
        call.Call.Grant(9, Said("m1", AuthorKind.Visitor, "Why?"), answer);
        _ = call.Call.ServeAsync();
        await call.Running.WithTimeout();

        Assert.Equal(isKnown ? "Because." : "Anew.", _scene.Caller.Text);
        // Nothing said gives the turn back.
        Assert.Equal(isKnown ? "" : "Anew.", call.Call.Committed?.Text);
    }

    [Fact]
    public async Task RunAsync_AnsweredMoreThanOnceWhileItWaited_RepeatsTheLastAnswer()
    {
        var (running, call) = await WaitForTheTurnAsync(isRetry: true, AnswerAgain.Unspecified);
        var (first, last) = (Said("r1", AuthorKind.Ai, "Hm."), Said("r2", AuthorKind.Ai, "Because."));
        (first.InReplyTo, last.InReplyTo) = ("m1", "m1");
        call.Grant(9, Said("m1", AuthorKind.Visitor, "Why?"), first, last);
        _ = call.ServeAsync();
        await running.WithTimeout();

        Assert.Equal("Because.", _scene.Caller.Text);
    }

    [Fact]
    public async Task RunAsync_TurnThatDoesNotCome_SaysThatTheConversationIsBusy()
    {
        var (running, _) = await WaitForTheTurnAsync(isRetry: false, AnswerAgain.Unspecified);

        await Testing.Time.Eventually.TrueAsync(
            () =>
            {
                _scene.Clock.Advance(new RepliesOptions().TurnTimeout);
                return running.IsCompleted;
            },
            TestContext.Current.CancellationToken
        );

        var error = _scene.Caller.Events[^1].Error;
        Assert.Equal(("conversation_busy", true), (error.Code, error.Retryable));
        Assert.Null(error.MessageKept);
        Assert.False(_scene.Provider.Asked.IsCompleted);
    }

    private async Task<(Task Running, FakeSpeakCall Call)> WaitForTheTurnAsync(bool isRetry, AnswerAgain again)
    {
        _scene.Sessions.Serves = false;
        _scene.Request.Again = again;
        _scene.Sessions.OnPost = request =>
        {
            var posted = FakeConversations.WithoutLease(request);
            (posted.Duplicate, posted.BusyReplyId, posted.BusyAnswers) = (isRetry, "r0", "m0");
            return posted;
        };
        var running = _scene.RunAsync();
        return (
            running,
            await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout()
        );
    }

    private static Message Said(string id, AuthorKind kind, string text) =>
        new()
        {
            Id = id,
            Author = new Author { Kind = kind },
            Text = text,
        };
}
