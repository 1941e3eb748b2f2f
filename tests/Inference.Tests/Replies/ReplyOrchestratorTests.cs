using Chat.Contracts.Inference.V1;
using Chat.Contracts.Knowledge.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Providers;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Chat.Inference.Replies;

public sealed class ReplyOrchestratorTests : IDisposable
{
    private readonly ReplyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task RunAsync_Answer_GivesAcceptedDeltasFactsDone()
    {
        _scene.Knowledge.Response = new SearchResponse { DocumentCount = 1, Hits = { Hit("d1") } };
        _scene.Provider.Says("Because", " so [1]").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.Equal(
            [
                ReplyEvent.EventOneofCase.Accepted,
                ReplyEvent.EventOneofCase.Delta,
                ReplyEvent.EventOneofCase.Delta,
                ReplyEvent.EventOneofCase.Citation,
                ReplyEvent.EventOneofCase.Usage,
                ReplyEvent.EventOneofCase.Done,
            ],
            _scene.Caller.Events.Select(step => step.EventCase)
        );
        Assert.Equal(
            [0, 7],
            _scene.Caller.Events.Where(step => step.Delta is not null).Select(step => step.Delta.Offset)
        );
    }

    [Fact]
    public async Task RunAsync_Answer_CommitsTheWholeTextAsTheReply()
    {
        _scene.Provider.Says("Because", " so").Completes();

        await _scene.RunAsync().WithTimeout();

        var accepted = _scene.Caller.Events[0].Accepted;
        var message = _scene.Caller.Events[^1].Done.Message;
        Assert.Equal(accepted.ReplyId, message.Id);
        Assert.Equal(("Because so", MessageState.Complete), (message.Text, message.State));
    }

    [Fact]
    public async Task RunAsync_Answer_AsksTheStoreForTheRightToSpeak()
    {
        _scene.Provider.Says("Yes").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.Equal(AuthorKind.Ai, _scene.Sessions.Posted!.Lease.Speaker.Kind);
        Assert.Equal(50, _scene.Sessions.Posted.HistoryLimit);
    }

    [Fact]
    public async Task RunAsync_EverythingThere_LeavesInThreeBatches()
    {
        _scene.Provider.Says("a", "b", "c").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.Equal([1, 4, 1], _scene.Caller.All.Select(batch => batch.Events.Count));
    }

    [Fact]
    public async Task RunAsync_Answer_PutsTheUsageOnTheMessageAlone()
    {
        _scene.Provider.Says("Yes").Then(new ProviderUsage(10, 2)).Completes();

        await _scene.RunAsync().WithTimeout();

        var usage = _scene.Caller.Events[^1].Done.Message.Usage;
        Assert.Equal((10, 2, false, "model-1"), (usage.InputTokens, usage.OutputTokens, usage.Estimated, usage.Model));
        // The event of the message brings it to the ledger.
        Assert.Empty(_scene.Bookings.Booked);
    }

    [Fact]
    public async Task RunAsync_ProviderDoesNotCount_EstimatesTheUsage()
    {
        _scene.Provider.Says("Yes, of course").Completes();

        await _scene.RunAsync().WithTimeout();

        var usage = _scene.Caller.Events.Single(step => step.Usage is not null).Usage;
        Assert.True(usage.Estimated);
        Assert.Equal(4, usage.OutputTokens);
    }

    [Fact]
    public async Task RunAsync_StoreRefusesTheMessage_GivesItsError()
    {
        _scene.Sessions.OnPost = _ => throw new PreconditionFailed("conversation_closed", "Closed.").ToRpcException();

        var error = await _scene.RunAsync().WithTimeout();

        Assert.Equal("conversation_closed", error!.Code);
        Assert.Empty(_scene.Caller.All);
    }

    [Fact]
    public async Task RunAsync_StoreDoesNotAnswerInTime_GivesARetryableError()
    {
        _scene.Sessions.OnPost = _ => throw new TaskCanceledException();

        Assert.Equal("sessions_timeout", Assert.IsType<Unavailable>(await _scene.RunAsync().WithTimeout()).Code);
    }

    [Fact]
    public async Task RunAsync_HumansAnswer_IsDoneWithoutAReply()
    {
        _scene.Sessions.OnPost = request => Without(request);

        await _scene.RunAsync().WithTimeout();

        Assert.Equal("", _scene.Caller.Events[0].Accepted.ReplyId);
        Assert.True(_scene.Caller.Events[1].Done.Manual);
    }

    [Fact]
    public async Task RunAsync_RetryOfAnAnsweredMessage_RepeatsTheAnswerWithoutTheProvider()
    {
        _scene.Sessions.OnPost = request =>
        {
            var posted = Without(request);
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
            var posted = Without(request);
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
            var posted = Without(request);
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
            var posted = Without(request);
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

    [Fact]
    public async Task RunAsync_CallerLeavesWithoutGrace_AbortsTheProviderAndKeepsTheText()
    {
        _scene.Sessions.Serves = false;
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await DeltaArrivesAsync();
        _scene.CallerLeaves();
        var finish = await _scene
            .Sessions.Finishes.ReadAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WithTimeout();
        finish.Commit();
        await running.WithTimeout();

        var kept = finish.Request.Commit;
        await _scene.Provider.Aborted.WithTimeout();
        Assert.Equal(("Half a", "cancelled"), (kept.Text, kept.InterruptionReason));
        Assert.NotNull(kept.Usage);
        Assert.Empty(_scene.Bookings.Booked);
    }

    [Fact]
    public async Task RunAsync_CallerLeavesWithGrace_TellsTheStoreAndGoesOn()
    {
        _scene.Sessions.Serves = false;
        _scene.Request.DisconnectGrace = Duration.FromTimeSpan(TimeSpan.FromSeconds(15));
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await DeltaArrivesAsync();
        _scene.CallerLeaves();
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        var told = await UntilAsync(call, request => request.ReaderGone is not null);
        _scene.Provider.Says(" sentence").Completes();
        var commit = await UntilAsync(call, request => request.Commit is not null);
        call.Commit(new SpeakBegin { ReplyId = "r" }, commit.Commit);
        await running.WithTimeout();

        Assert.Equal(15, told.ReaderGone.Seconds);
        Assert.Equal(("Half a sentence", MessageState.Complete), (commit.Commit.Text, commit.Commit.State));
    }

    [Fact]
    public async Task RunAsync_NobodyListens_StopsAndCommitsWithThatReason()
    {
        _scene.Sessions.Serves = false;
        _scene.Request.DisconnectGrace = Duration.FromTimeSpan(TimeSpan.FromSeconds(15));
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await DeltaArrivesAsync();
        _scene.CallerLeaves();
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        call.Stop("nobody_listening");
        var commit = await UntilAsync(call, request => request.Commit is not null);
        call.Commit(new SpeakBegin { ReplyId = "r" }, commit.Commit);
        await running.WithTimeout();

        await _scene.Provider.Aborted.WithTimeout();
        Assert.Equal("nobody_listening", commit.Commit.InterruptionReason);
    }

    [Fact]
    public async Task RunAsync_ProviderFailsMidStream_GivesAnErrorAndKeepsTheText()
    {
        _scene.Provider.Says("Half a").Fails(ProviderFailureKind.CutOff);

        await _scene.RunAsync().WithTimeout();

        var error = _scene.Caller.Events[^1].Error;
        Assert.Equal(("provider_error", true), (error.Code, error.Retryable));
        Assert.Equal(("Half a", "provider_failed"), (error.MessageKept.Text, error.MessageKept.InterruptionReason));
    }

    [Fact]
    public async Task RunAsync_ProviderFailsBeforeTheFirstToken_GivesTheLeaseBackWithoutAMessage()
    {
        _scene.Sessions.Serves = false;
        _scene.Provider.Fails(ProviderFailureKind.RateLimited);

        var running = _scene.RunAsync();
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        var request = await UntilAsync(call, part => part.Commit is not null);
        call.Commit(request.Begin, request.Commit);
        await running.WithTimeout();

        Assert.Equal(("", MessageState.Interrupted), (request.Commit.Text, request.Commit.State));
        var error = _scene.Caller.Events[^1].Error;
        Assert.Equal("provider_rate_limited", error.Code);
        Assert.Null(error.MessageKept);
        Assert.Equal("", Assert.Single(_scene.Bookings.Booked).Text);
    }

    [Fact]
    public async Task RunAsync_ProviderIsSilent_TimesOut()
    {
        var running = _scene.RunAsync();
        await _scene.Provider.Asked.WithTimeout();
        await _scene.Clock.WaitForTimersAsync(2, TestContext.Current.CancellationToken);
        _scene.Clock.Advance(TimeSpan.FromSeconds(30));
        await running.WithTimeout();

        Assert.Equal("provider_timeout", _scene.Caller.Events[^1].Error.Code);
        await _scene.Provider.Aborted.WithTimeout();
    }

    [Theory]
    [InlineData(StopReason.Length, "max_tokens")]
    [InlineData(StopReason.ContentFilter, "content_filter")]
    [InlineData(StopReason.Refusal, "refused")]
    internal async Task RunAsync_StoppedByTheProvider_IsDoneWithAnInterruptedMessage(StopReason stop, string reason)
    {
        _scene.Provider.Says("And then").Completes(stop);

        await _scene.RunAsync().WithTimeout();

        Assert.Equal(reason, _scene.Caller.Events[^1].Done.Message.InterruptionReason);
    }

    [Fact]
    public async Task RunAsync_LeaseLost_StopsWithAnError()
    {
        _scene.Sessions.Serves = false;
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await DeltaArrivesAsync();
        _scene.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        call.Break(StatusCode.Aborted);
        await running.WithTimeout();

        Assert.Equal("conflict", _scene.Caller.Events[^1].Error.Code);
        // The store keeps the text, but nobody told it what it cost.
        Assert.Equal("Half a", Assert.Single(_scene.Bookings.Booked).Text);
        await _scene.Provider.Aborted.WithTimeout();
    }

    [Fact]
    public async Task RunAsync_HostStops_EndsTheReplyAfterTheDrainTime()
    {
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await DeltaArrivesAsync();
        _scene.Drain.Begin();
        _scene.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(running.IsCompleted);
        _scene.Clock.Advance(TimeSpan.FromSeconds(1));
        await running.WithTimeout();

        var error = _scene.Caller.Events[^1].Error;
        Assert.Equal(
            ("interrupted", true, "server_stopping"),
            (error.Code, error.Retryable, error.MessageKept.InterruptionReason)
        );
    }

    [Fact]
    public async Task RunAsync_KnowledgeAway_AnswersWithoutIt()
    {
        _scene.Knowledge.Failure = new RpcException(new Status(StatusCode.Unavailable, ""));
        _scene.Provider.Says("Hm").Completes();

        await _scene.RunAsync().WithTimeout();

        Assert.False((await _scene.Provider.Asked).KnowledgeConsulted);
        Assert.NotNull(_scene.Caller.Events[^1].Done);
    }

    private async Task DeltaArrivesAsync()
    {
        while (_scene.Caller.Text.Length == 0)
        {
            await _scene.Caller.Batches.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        }
    }

    private static async Task<SpeakRequest> UntilAsync(FakeSpeakCall call, Func<SpeakRequest, bool> condition)
    {
        while (true)
        {
            var request = await call.Requests.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
            if (condition(request))
            {
                return request;
            }
        }
    }

    private static PostMessageResponse Without(PostMessageRequest request)
    {
        var posted = FakeConversations.Granted(request);
        posted.Lease = null;
        return posted;
    }

    private static Message Said(string id, AuthorKind kind, string text) =>
        new()
        {
            Id = id,
            Author = new Author { Kind = kind },
            Text = text,
        };

    private static Hit Hit(string document) =>
        new()
        {
            DocumentId = document,
            ChunkId = "c1",
            Title = "Title",
            Text = "Text",
            Score = 0.9,
        };
}
