using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Dialects.Xcelsior.Sockets;
using Chat.Gateway.Live;
using Chat.Gateway.Tests.Live;
using Chat.Gateway.Tests.WebSockets;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>What a socket that is being ended leaves out comes again with the next one.</summary>
public sealed class XcelsiorPumpTests : IDisposable
{
    private static readonly SocketOptions Small = new() { MaxQueuedFrames = 2 };

    private readonly StuckWebSocket socket = new();
    private readonly FakeTimeProvider time = new();
    private readonly RecordingReceipts receipts = new();
    private readonly LiveHub hub;
    private readonly LiveSubscription subscription;
    private readonly SocketOutbox outbox;
    private readonly XcelsiorDeliveries deliveries;
    private readonly Task<Error?> pumping;

    public XcelsiorPumpTests()
    {
        hub = new LiveHub(Options.Create(new LiveOptions()), time);
        subscription = hub.Subscribe(LiveScene.Log, LogCursor.Beginning).Value;
        Accept(LiveScene.Subscribed(Leg.Id));
        outbox = new SocketOutbox(socket, Small, time, () => outbox!.Complete());
        var seat = new XcelsiorSeat(LiveScene.Reader, LiveScene.Conversation, "cus_1", LogCursor.Beginning);
        deliveries = new XcelsiorDeliveries(receipts, seat, TimeSpan.FromSeconds(50), time, NullLogger.Instance);
        var typing = new XcelsiorTyping(seat, outbox);
        pumping = new XcelsiorPump(subscription, seat, outbox, typing, deliveries).RunAsync(Cancelled);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private LiveLeg Leg => hub.Legs.Single();

    public void Dispose()
    {
        deliveries.Dispose();
        subscription.Dispose();
        hub.Dispose();
    }

    [Fact]
    public async Task Message_AfterTheSocketWasEnded_IsNotDelivered()
    {
        socket.Read(2);
        Accept(Message(1), Message(2));
        await Eventually.TrueAsync(() => socket.Frames.Count == 2, Cancelled);

        outbox.Complete();
        Accept(Message(3), Message(4));

        Assert.Null(await pumping.WithTimeout());
        await deliveries.CloseAsync(isAnswer: true);
        // The end may have come before the second was noted.
        Assert.InRange(Assert.Single(receipts.Marks), 1, 2);
    }

    [Fact]
    public async Task Message_WaitsForAReaderThatIsTooSlow_IsNotDelivered()
    {
        // One is on its way, two wait, and the fourth finds no room.
        Accept(Message(1), Message(2), Message(3), Message(4));
        await Eventually.TrueAsync(() => outbox.IsFull, Cancelled);

        time.Advance(Small.SlowReaderLimit);

        Assert.Null(await pumping.WithTimeout());
        socket.Read(3);
        await outbox.Sent.WithTimeout();
        await deliveries.CloseAsync(isAnswer: true);
        Assert.InRange(Assert.Single(receipts.Marks), 2, 3);
        Assert.Equal(3, socket.Frames.Count);
    }

    private void Accept(params LogEntry[] entries) => Accept(LiveScene.Entries(Leg.Id, entries));

    private void Accept(FollowResponse response) => Assert.True(Leg.TryAccept(response));

    private static LogEntry Message(long sequence)
    {
        var entry = LiveScene.Message(sequence);
        entry.Message.Author = new Author { Kind = AuthorKind.Agent };
        entry.Message.CreatedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch);
        return entry;
    }
}
