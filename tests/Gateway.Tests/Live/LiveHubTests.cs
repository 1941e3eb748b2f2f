using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Live;

public sealed class LiveHubTests : IDisposable
{
    private readonly LiveHub hub = new(
        Options.Create(new LiveOptions { MaxSubscriptions = 2, MaxBatchesPerSubscription = 1 }),
        new FakeTimeProvider()
    );

    public void Dispose() => hub.Dispose();

    [Fact]
    public void Subscribe_MoreThanTheInstanceFollows_IsRefusedUntilOneEnds()
    {
        var first = Subscribe().Value;
        using var second = Subscribe().Value;

        var refused = Subscribe();
        first.Dispose();
        var taken = Subscribe();

        Assert.Equal("too_many_subscriptions", refused.Error?.Code);
        Assert.True(taken.IsSuccess);
        Assert.Equal(2, hub.Legs.Count);
    }

    [Fact]
    public void Dispatch_TwoReaders_EachGetsItsOwn()
    {
        var (mine, other) = (new RecordedReader(), new RecordedReader());
        var leg = hub.Open(LiveScene.Log, LogCursor.Beginning, mine).Value;
        _ = hub.Open(LiveScene.Log, LogCursor.Beginning, other);

        hub.Dispatch(LiveScene.Subscribed(leg.Id));

        Assert.IsType<LiveBegan>(mine.Single);
        Assert.Empty(other.Items);
    }

    [Fact]
    public void Dispatch_ToOneWhoLeft_IsNobodysBusiness()
    {
        var reader = new RecordedReader();
        var leg = hub.Open(LiveScene.Log, LogCursor.Beginning, reader).Value;
        hub.Remove(leg);

        hub.Dispatch(LiveScene.Subscribed(leg.Id));

        Assert.Empty(reader.Items);
    }

    [Fact]
    public void Replace_InterruptedLeg_GoesOnFromItsCursorUnderAnotherId()
    {
        var (before, after) = (new RecordedReader(), new RecordedReader());
        var old = hub.Open(LiveScene.Log, LogCursor.After(7, 1), before).Value;
        hub.Dispatch(LiveScene.Entries(old.Id, LiveScene.Message(2)));

        var next = hub.Replace(old, after);
        hub.Dispatch(LiveScene.Entries(old.Id, LiveScene.Message(3)));
        hub.Dispatch(LiveScene.Entries(next.Id, LiveScene.Message(3)));

        Assert.NotEqual(old.Id, next.Id);
        Assert.Equal(LiveScene.Log, next.Topic);
        Assert.Single(before.Items);
        Assert.Single(after.Items);
        Assert.Equal(LogCursor.After(7, 3), next.Cursor);
        Assert.Same(next, Assert.Single(hub.Legs));
    }

    [Fact]
    public void NewQueue_TakesAsMuchAsIsConfigured()
    {
        var queue = hub.NewQueue();

        Assert.True(queue.TryTake(new LiveBegan(1, Reset: false)));
        Assert.False(queue.TryTake(new LiveBegan(2, Reset: false)));
    }

    [Fact]
    public async Task WaitForDemandAsync_NobodyFollows_WaitsForTheFirst()
    {
        var waiting = hub.WaitForDemandAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        using var subscription = Subscribe().Value;

        await waiting.WithTimeout();
    }

    [Fact]
    public async Task WaitForDemandAsync_WhoCameHasLeft_WaitsForTheNext()
    {
        Subscribe().Value.Dispose();

        var waiting = hub.WaitForDemandAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        using var subscription = Subscribe().Value;

        await waiting.WithTimeout();
    }

    [Fact]
    public async Task WaitForDemandAsync_SomebodyFollows_DoesNotWait()
    {
        using var first = Subscribe().Value;
        using var second = Subscribe().Value;

        await hub.WaitForDemandAsync(TestContext.Current.CancellationToken).WithTimeout();
        await hub.WaitForDemandAsync(TestContext.Current.CancellationToken).WithTimeout();
    }

    [Theory]
    [InlineData(SubscriptionEnded.Types.Reason.NotFound, false)]
    [InlineData(SubscriptionEnded.Types.Reason.Unavailable, false)]
    [InlineData(SubscriptionEnded.Types.Reason.Lagged, true)]
    [InlineData(null, true)]
    public async Task Remove_Leg_TellsTheServerWhatItDoesNotKnow(SubscriptionEnded.Types.Reason? reason, bool isTold)
    {
        var server = new ScriptedFollow();
        using var follow = server.Call;
        var call = new LiveCall(hub, server, follow, number: 1);
        hub.Use(call);
        var running = call.RunAsync(TestContext.Current.CancellationToken);
        var leg = hub.Open(LiveScene.Log, LogCursor.Beginning, new RecordedReader()).Value;
        Assert.Equal(leg.Id, (await server.NextAsync()).Subscribe.SubscriptionId);
        if (reason is { } said)
        {
            hub.Dispatch(LiveScene.Ended(leg.Id, said));
        }

        hub.Remove(leg);
        hub.Remove(leg);
        // What comes behind it shows that there was nothing else before.
        call.Unsubscribe(99);

        var heard = new List<long>();
        do
        {
            heard.Add((await server.NextAsync()).Unsubscribe.SubscriptionId);
        } while (heard[^1] != 99);
        Assert.Equal(isTold ? [leg.Id, 99] : [99], heard);
        server.Complete();
        await running.WithTimeout();
    }

    [Fact]
    public void SetTyping_NoCall_TellsNobody()
    {
        using var subscription = Subscribe().Value;

        subscription.SetTyping(true);

        Assert.Single(hub.Legs);
    }

    private Result<LiveSubscription> Subscribe() =>
        hub.Subscribe(LiveScene.Reader, LiveScene.Conversation, LogCursor.Beginning);
}
