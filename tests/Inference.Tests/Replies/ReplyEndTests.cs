using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Providers;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Chat.Inference.Replies;

/// <summary>Everything that ends a reply but its provider having said all.</summary>
public sealed class ReplyEndTests : IDisposable
{
    private readonly ReplyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task RunAsync_CallerLeavesWithoutGrace_AbortsTheProviderAndKeepsTheText()
    {
        _scene.Sessions.Serves = false;
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await _scene.DeltaArrivesAsync();
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
    public async Task RunAsync_CallerLeavesBeforeTheNextTry_PaysNothing()
    {
        var provider = new FlakyProvider();
        provider.Failures.Enqueue(new ProviderFailure(ProviderFailureKind.RateLimited, TimeSpan.FromSeconds(2)));
        var clock = new FakeTimeProvider();
        using var scene = new ReplyScene { Clock = clock, Providers = new FixedProviders(provider, clock) };

        var running = scene.RunAsync();
        await Eventually.TrueAsync(() => provider.Tries == 1, TestContext.Current.CancellationToken);
        // The one that opens the call in time, and the wait for the next try.
        await clock.WaitForTimersAsync(2, TestContext.Current.CancellationToken);
        scene.CallerLeaves();
        await running.WithTimeout();

        var booked = Assert.Single(scene.Bookings.Booked);
        Assert.Equal(("cancelled", 0, false), (booked.Interruption, booked.Usage.InputTokens, booked.Usage.Estimated));
        Assert.Equal(1, provider.Tries);
    }

    [Fact]
    public async Task RunAsync_CallerLeavesWithGrace_TellsTheStoreAndGoesOn()
    {
        _scene.Sessions.Serves = false;
        _scene.Request.DisconnectGrace = Duration.FromTimeSpan(TimeSpan.FromSeconds(15));
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await _scene.DeltaArrivesAsync();
        _scene.CallerLeaves();
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        var told = await call.UntilAsync(request => request.ReaderGone is not null);
        _scene.Provider.Says(" sentence").Completes();
        var commit = await call.UntilAsync(request => request.Commit is not null);
        call.Commit(new SpeakBegin { ReplyId = "r" }, commit.Commit);
        await running.WithTimeout();

        Assert.Equal(15, told.ReaderGone.Seconds);
        Assert.Equal(("Half a sentence", MessageState.Complete), (commit.Commit.Text, commit.Commit.State));
    }

    [Fact]
    public async Task RunAsync_TakenOverBeforeTheFirstToken_SaysThatAnAgentAnswers()
    {
        _scene.Sessions.Serves = false;

        var running = _scene.RunAsync();
        await _scene.Provider.Asked.WithTimeout();
        _scene.Clock.Advance(TimeSpan.FromMilliseconds(500));
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        call.Stop("taken_over");
        var commit = await call.UntilAsync(request => request.Commit is not null);
        call.Commit(new SpeakBegin { ReplyId = "r" }, commit.Commit);
        await running.WithTimeout();

        var done = _scene.Caller.Events[^1].Done;
        Assert.True(done.Manual);
        Assert.Equal(HumanTurn.HandedOver, done.HumanTurn);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_StopsAndCommitsWithThatReason()
    {
        _scene.Sessions.Serves = false;
        _scene.Request.DisconnectGrace = Duration.FromTimeSpan(TimeSpan.FromSeconds(15));
        _scene.Provider.Says("Half a");

        var running = _scene.RunAsync();
        await _scene.DeltaArrivesAsync();
        _scene.CallerLeaves();
        var call = await _scene.Sessions.Calls.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        call.Stop("nobody_listening");
        var commit = await call.UntilAsync(request => request.Commit is not null);
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
        var request = await call.UntilAsync(part => part.Commit is not null);
        call.Commit(request.Begin, request.Commit);
        await running.WithTimeout();

        Assert.Equal(("", MessageState.Interrupted), (request.Commit.Text, request.Commit.State));
        Assert.Equal("provider_failed", request.Commit.InterruptionReason);
        var error = _scene.Caller.Events[^1].Error;
        Assert.Equal("provider_rate_limited", error.Code);
        Assert.Null(error.MessageKept);
        Assert.Equal("", Assert.Single(_scene.Bookings.Booked).Text);
    }

    [Fact]
    public async Task RunAsync_ProviderHasNothingToSay_HasFailed()
    {
        _scene.Provider.Completes();

        await _scene.RunAsync().WithTimeout();

        var commit = Assert.Single(_scene.Sessions.Served).Committed!;
        Assert.Equal(("", "provider_failed"), (commit.Text, commit.InterruptionReason));
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
        await _scene.DeltaArrivesAsync();
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
        await _scene.DeltaArrivesAsync();
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
}
