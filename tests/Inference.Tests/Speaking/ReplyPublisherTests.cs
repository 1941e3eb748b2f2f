using Chat.Contracts.Sessions.V1;
using Chat.Inference.Appending;
using Chat.Inference.Fakes;
using Chat.Inference.Replies;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Inference.Speaking;

public sealed class ReplyPublisherTests : IAsyncLifetime
{
    private readonly FakeConversations _sessions = new() { Serves = false };
    private readonly FakeTimeProvider _clock = new();
    private readonly ReplyControl _control = new();
    private readonly MessageAppender _appender;
    private readonly ReplyPublisher _publisher;

    public ReplyPublisherTests()
    {
        _appender = new MessageAppender(_sessions, new FakeTokens(), new ServiceName("inference"));
        var context = new SpeakContext
        {
            Conversations = _sessions,
            Messages = _appender,
            TimeProvider = _clock,
            PersistTimeout = TimeSpan.FromSeconds(15),
            PostedSequence = 1,
            Followed = false,
            Log = new SpeakingLog(NullLogger<SpeakingLog>.Instance),
        };
        var begin = new SpeakBegin
        {
            ConversationId = "c",
            ReplyId = "r",
            Fence = 5,
        };
        var service = Principal.ForService("inference", ReplyScene.Visitor.TenantId, "speak");
        _publisher = new ReplyPublisher(context, begin, service, _control);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync();
        await _appender.DisposeAsync();
        _control.Dispose();
    }

    [Fact]
    public async Task CommitAsync_ReplyThatIsThereAsAWhole_GoesWithOthers()
    {
        _publisher.Append("Yes");
        var committing = _publisher.CommitAsync(Commit("Yes"));
        var finish = await FinishAsync();
        finish.Commit();

        Assert.Equal((5, "Yes"), (finish.Request.Begin.Fence, finish.Request.Commit.Text));
        Assert.Equal("r", (await committing.WithTimeout()).Value.Message.Id);
        Assert.False(_sessions.Calls.TryRead(out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MessageAppender.MaxText + 1)]
    public async Task CommitAsync_NothingSaidOrTooLongForABatch_HasACallOfItsOwn(int length)
    {
        var committing = _publisher.CommitAsync(Commit(new string('x', length)));
        var call = await CallAsync();

        var request = await RequestAsync(call);
        call.Commit(request.Begin, request.Commit);

        Assert.Equal((5, length), (request.Begin.Fence, request.Commit.Text.Length));
        Assert.True((await committing.WithTimeout()).IsSuccess);
    }

    [Fact]
    public async Task Append_BeforeOpen_SendsNothing()
    {
        _publisher.Append("Yes");
        _publisher.Open();

        var request = await RequestAsync(await CallAsync());

        Assert.Equal((0, "Yes"), (request.Delta.Offset, request.Delta.Text));
        Assert.Equal("", request.Begin.TextSoFar);
    }

    [Fact]
    public async Task Show_NobodyWasKnownToFollow_WaitsForHalfASecond()
    {
        _publisher.Append("One");
        _publisher.Show();
        _clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(_sessions.Calls.TryRead(out _));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("One", (await RequestAsync(await CallAsync())).Delta.Text);
    }

    [Fact]
    public async Task Append_SomebodyFollows_SendsEachAsItComes()
    {
        _publisher.Append("One");
        _publisher.Open();
        var call = await CallAsync();
        await RequestAsync(call);
        call.Follow();
        _publisher.Append(" two");

        var request = await RequestAsync(call);

        Assert.Equal((3, " two"), (request.Delta.Offset, request.Delta.Text));
        Assert.Null(request.Begin);
    }

    [Fact]
    public async Task Append_NobodyElseFollows_GathersForAQuarterOfASecond()
    {
        _publisher.Append("One");
        _publisher.Open();
        var call = await CallAsync();
        await RequestAsync(call);
        _publisher.Append(" two");
        _publisher.Append(" three");
        await _clock.WaitForTimersAsync(2, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(call.Requests.TryRead(out _));
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(" two three", (await RequestAsync(call)).Delta.Text);
    }

    [Fact]
    public async Task Commit_WhileTextIsGathered_GoesAtOnce()
    {
        _publisher.Append("One");
        _publisher.Open();
        var call = await CallAsync();
        var begin = (await RequestAsync(call)).Begin;
        _publisher.Append(" two");
        var committing = _publisher.CommitAsync(Commit("One two"));

        var request = await RequestAsync(call);
        call.Commit(begin, request.Commit);

        Assert.Equal("One two", (await committing.WithTimeout()).Value.Message.Text);
    }

    [Fact]
    public async Task Timer_NothingSaidForHalfASecond_OpensToHearWhetherItShouldStop()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(500));

        var request = await RequestAsync(await CallAsync());

        Assert.NotNull(request.Begin);
        Assert.Null(request.Delta);
    }

    [Fact]
    public async Task Call_Breaks_IsOpenedAgainWithTheTextSoFar()
    {
        _publisher.Append("One");
        _publisher.Open();
        var first = await CallAsync();
        await RequestAsync(first);
        first.Grant(5);
        first.Break(StatusCode.Unavailable);
        _publisher.Append(" two");
        FakeSpeakCall? second;
        while (!_sessions.Calls.TryRead(out second))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        var request = await RequestAsync(second);

        Assert.Equal((5, "One two"), (request.Begin.Fence, request.Begin.TextSoFar));
        Assert.Null(request.Delta);
    }

    [Fact]
    public async Task Call_BreaksAgainLongAfterItWorked_IsOpenedAgain()
    {
        _publisher.Open();
        (await CallAsync()).Break(StatusCode.Unavailable);
        var second = await ReopenedAsync();
        second.Grant(5);
        second.Stop("stopped");
        // Read behind the grant.
        await Eventually.TrueAsync(() => _control.Reason == "stopped", TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(20));
        second.Break(StatusCode.Unavailable);

        Assert.Equal(5, (await RequestAsync(await ReopenedAsync())).Begin.Fence);
    }

    [Theory]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task Call_EndsUnderAWrite_IsOpenedAgain(Type fault)
    {
        _publisher.Open();
        var first = await CallAsync();
        await RequestAsync(first);
        first.WriteFault = (Exception)Activator.CreateInstance(fault)!;
        _publisher.Append("One");
        first.Break(StatusCode.Unavailable);
        await _clock.WaitForTimersAsync(2, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal("One", (await RequestAsync(await CallAsync())).Begin.TextSoFar);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TaskCanceledException))]
    public async Task Call_IsCutUnderARead_IsOpenedAgain(Type fault)
    {
        _publisher.Open();
        (await CallAsync()).Cut((Exception)Activator.CreateInstance(fault)!);
        await _clock.WaitForTimersAsync(2, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(5, (await RequestAsync(await CallAsync())).Begin.Fence);
    }

    [Fact]
    public async Task Commit_StoreIsAwayAtFirst_CommitsAgain()
    {
        var committing = _publisher.CommitAsync(Commit("Yes"));
        (await FinishAsync()).Refuse(Away);
        await _clock.WaitForTimersAsync(3, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        (await FinishAsync()).Commit();

        Assert.Equal("Yes", (await committing.WithTimeout()).Value.Message.Text);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(250)]
    public async Task Commit_WasDoneButItsAnswerLost_IsFoundAmongTheMessages(long sequence)
    {
        for (var other = 2L; other <= sequence; other++)
        {
            _sessions.Stored.Add(new Message { Id = other == sequence ? "r" : $"m{other}", Sequence = other });
        }
        var committing = _publisher.CommitAsync(Commit("Yes"));
        (await FinishAsync()).Refuse(Away);
        await _clock.WaitForTimersAsync(3, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        (await FinishAsync()).Refuse(new Conflict("lease_lost", "Lost."));

        Assert.Equal(sequence, (await committing.WithTimeout()).Value.Message.Sequence);
    }

    [Fact]
    public async Task Store_StaysAway_GivesUpAfterThePersistTimeout()
    {
        var began = _clock.GetUtcNow();
        var committing = _publisher.CommitAsync(Commit("Yes"));
        while (!committing.IsCompleted)
        {
            if (_sessions.Finishes.TryRead(out var finish))
            {
                finish.Refuse(Away);
            }
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.IsType<Unavailable>((await committing).Error);
        Assert.True(_clock.GetUtcNow() - began >= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Lease_Lost_StopsTheGeneration()
    {
        _publisher.Open();
        (await CallAsync()).Break(StatusCode.Aborted);

        var outcome = await _publisher.CommitAsync(Commit("Yes")).WithTimeout();

        Assert.IsType<Conflict>(outcome.Error);
        Assert.Equal("lease_lost", _control.Reason);
    }

    [Fact]
    public async Task Stop_FromTheStore_StopsTheGenerationWithItsReason()
    {
        _publisher.Open();
        (await CallAsync()).Stop("taken_over");

        await Eventually.TrueAsync(() => _control.Reason == "taken_over", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ReaderGone_NotOpenYet_OpensAndTells()
    {
        _publisher.ReaderGone(TimeSpan.FromSeconds(15));

        var request = await RequestAsync(await CallAsync());

        Assert.Equal(15, request.ReaderGone.Seconds);
    }

    [Fact]
    public async Task WaitForTurnAsync_NobodyYields_GivesBusy()
    {
        var waiting = _publisher.WaitForTurnAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await CallAsync();
        await _clock.WaitForTimersAsync(2, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("conversation_busy", (await waiting.WithTimeout()).Error!.Code);
    }

    [Fact]
    public async Task WaitForTurnAsync_ConversationIsGone_SaysSoAtOnce()
    {
        var waiting = _publisher.WaitForTurnAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        (await CallAsync()).Break(StatusCode.NotFound);

        Assert.IsType<NotFound>((await waiting.WithTimeout()).Error);
    }

    [Fact]
    public async Task CommitAsync_StoreNeitherAnswersNorBreaks_EndsAfterTwiceTheTimeout()
    {
        _publisher.Open();
        await CallAsync();
        var committing = _publisher.CommitAsync(Commit("Yes"));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(committing.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<Unavailable>((await committing.WithTimeout()).Error);
    }

    private static readonly Unavailable Away = new("database_unavailable", "Away.");

    private async Task<FakeFinish> FinishAsync() =>
        await _sessions.Finishes.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();

    private async Task<FakeSpeakCall> ReopenedAsync()
    {
        FakeSpeakCall? call = null;
        await Eventually.TrueAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(50));
                return _sessions.Calls.TryRead(out call);
            },
            TestContext.Current.CancellationToken
        );
        return call!;
    }

    private async Task<FakeSpeakCall> CallAsync() =>
        await _sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();

    private static async Task<SpeakRequest> RequestAsync(FakeSpeakCall call) =>
        await call.Requests.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();

    private static SpeakCommit Commit(string text) => new() { Text = text, State = MessageState.Complete };
}
