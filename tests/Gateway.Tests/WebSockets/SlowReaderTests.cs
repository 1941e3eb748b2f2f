using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Gateway.Tests.Live;
using Chat.Gateway.WebSockets;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>What finds a socket's queue full is told later, however many wait for the same room.</summary>
public sealed class SlowReaderTests : IDisposable
{
    private const int Subscriptions = 6;

    private static readonly SocketOptions Small = new() { MaxQueuedFrames = 2 };

    private readonly StuckWebSocket socket = new();
    private readonly LiveHub hub;
    private readonly SocketOutbox outbox;
    private readonly SocketSubscriptions subscriptions;

    public SlowReaderTests()
    {
        var time = new FakeTimeProvider();
        hub = new LiveHub(Options.Create(new LiveOptions()), time);
        outbox = new SocketOutbox(socket, Small, time, () => { });
        subscriptions = new SocketSubscriptions(hub, outbox, Subscriptions);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task Subscriptions_EndedWhileNobodyReads_AreAllToldSo()
    {
        for (var n = 0; n < Subscriptions; n++)
        {
            Assert.Null(subscriptions.Add($"s-{n}", LiveScene.Log, LogCursor.Beginning));
        }
        Fill();
        foreach (var leg in hub.Legs)
        {
            leg.TryAccept(LiveScene.Ended(leg.Id, SubscriptionEnded.Types.Reason.NotFound));
        }

        for (var read = 1; read <= 3 + Subscriptions; read++)
        {
            socket.Read(1);
            await Eventually.TrueAsync(() => socket.Frames.Count == read, Cancelled);
        }

        Assert.All(
            Enumerable.Range(0, Subscriptions),
            n => Assert.Single(socket.Frames, frame => frame.Contains($"\"s-{n}\"", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Subscription_LogWasRebuiltWhileNobodyReads_IsAskedForOnceMoreFromTheOldCursor()
    {
        var old = LogCursor.After(7, 3);
        Assert.Null(subscriptions.Add("s", LiveScene.Log, old));
        Fill();
        var first = hub.Legs.Single();
        first.TryAccept(LiveScene.Subscribed(first.Id, reset: true, epoch: 8));

        socket.Read(3);

        await Eventually.TrueAsync(() => hub.Legs.Any(leg => leg != first), Cancelled);
        var next = hub.Legs.Single();
        Assert.Equal(old, next.Cursor);
        socket.Read(1);
        next.TryAccept(LiveScene.Subscribed(next.Id, reset: true, epoch: 8));
        await Eventually.TrueAsync(() => socket.Frames.Count == 4, Cancelled);
        Assert.Equal("""{"type":"subscribed","id":"s","epoch":8,"reset":true}""", socket.Frames.Last());
    }

    // One is on its way, two wait.
    private void Fill()
    {
        for (var n = 0; n < 3; n++)
        {
            Assert.True(outbox.TrySend("{}"u8.ToArray()));
        }
        Assert.True(outbox.IsFull);
    }
}
