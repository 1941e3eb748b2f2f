using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Live;

public sealed class LiveSubscriptionTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider time = new();
    private readonly LiveHub hub;
    private readonly LiveSubscription subscription;

    public LiveSubscriptionTests()
    {
        hub = new LiveHub(Options.Create(new LiveOptions { MaxBatchesPerSubscription = 2 }), time);
        subscription = hub.Subscribe(LiveScene.Log, LogCursor.After(7, 1)).Value;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private LiveLeg Leg => Assert.Single(hub.Legs);

    public void Dispose()
    {
        subscription.Dispose();
        hub.Dispose();
    }

    [Fact]
    public async Task BeginAsync_Confirmed_SaysWhetherTheLogWasRebuilt()
    {
        hub.Dispatch(LiveScene.Subscribed(Leg.Id, reset: true));

        var began = await subscription.BeginAsync(Limit, Cancelled).AsTask().WithTimeout();

        Assert.Equal(new LiveBegan(7, Reset: true), began.Value);
    }

    [Theory]
    [InlineData(SubscriptionEnded.Types.Reason.NotFound, "conversation_not_found")]
    [InlineData(SubscriptionEnded.Types.Reason.Unauthenticated, "unauthenticated")]
    public async Task BeginAsync_Refused_SaysWhy(SubscriptionEnded.Types.Reason reason, string code)
    {
        hub.Dispatch(LiveScene.Ended(Leg.Id, reason));

        var began = await subscription.BeginAsync(Limit, Cancelled).AsTask().WithTimeout();

        Assert.Equal(code, began.Error?.Code);
    }

    [Fact]
    public async Task BeginAsync_ServerSaysNothing_GivesUpAtTheLimit()
    {
        var beginning = subscription.BeginAsync(Limit, Cancelled).AsTask();

        time.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(beginning.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("live_unavailable", (await beginning.WithTimeout()).Error?.Code);
    }

    [Fact]
    public async Task BeginAsync_CallerLeaves_IsNoAnswer()
    {
        using var leaving = new CancellationTokenSource();
        var beginning = subscription.BeginAsync(Limit, leaving.Token).AsTask();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beginning.WithTimeout());
    }

    [Fact]
    public async Task BeginAsync_EntriesBeforeTheConfirmation_AreNoBeginning()
    {
        hub.Dispatch(LiveScene.Entries(Leg.Id, LiveScene.Message(2)));

        var began = await subscription.BeginAsync(Limit, Cancelled).AsTask().WithTimeout();

        Assert.Equal("live_unavailable", began.Error?.Code);
    }

    [Fact]
    public async Task ReadAsync_ReaderFellBehind_GoesOnAtOnceBehindWhatItGot()
    {
        var slow = Leg;
        for (var sequence = 2; sequence <= 5; sequence++)
        {
            hub.Dispatch(LiveScene.Entries(slow.Id, LiveScene.Message(sequence)));
        }

        var got = new[] { await SequenceAsync(), await SequenceAsync() };
        var next = SequenceAsync();
        var again = Leg;
        hub.Dispatch(LiveScene.Entries(again.Id, LiveScene.Message(4)));

        Assert.Equal([2, 3], got);
        Assert.NotEqual(slow.Id, again.Id);
        Assert.Equal(4, await next);
        Assert.Equal(LogCursor.After(7, 4), again.Cursor);
    }

    [Fact]
    public async Task ReadAsync_ServerIsAway_GoesOnAfterASecond()
    {
        var before = Leg;
        hub.Dispatch(LiveScene.Ended(before.Id, SubscriptionEnded.Types.Reason.ServerStopping));

        var next = SequenceAsync();
        await time.WaitForTimersAsync(1, Cancelled);
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Same(before, Leg);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.TrueAsync(() => Leg != before, Cancelled);
        hub.Dispatch(LiveScene.Entries(Leg.Id, LiveScene.Message(2)));

        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task ReadAsync_TheEnd_IsTheLastItem()
    {
        hub.Dispatch(LiveScene.Entries(Leg.Id, LiveScene.Message(2)));
        hub.Dispatch(LiveScene.Ended(Leg.Id, SubscriptionEnded.Types.Reason.NotFound));

        Assert.Equal(2, await SequenceAsync());
        Assert.IsType<LiveEnded>(await subscription.ReadAsync(Cancelled).AsTask().WithTimeout());
    }

    [Fact]
    public void Dispose_Subscription_IsFollowedNoMore()
    {
        subscription.Dispose();

        Assert.Empty(hub.Legs);
    }

    private async Task<long> SequenceAsync()
    {
        var item = await subscription.ReadAsync(Cancelled).AsTask().WithTimeout();
        return Assert.Single(Assert.IsType<LiveEntries>(item).Entries).Sequence;
    }
}
