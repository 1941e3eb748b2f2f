using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Signals that could not be given to a socket: its client hears that it is to read anew.</summary>
public sealed class LostSignalsTests : IDisposable
{
    private const string Lost = """{"type":"signals","id":"s","signals":[{"type":"lost"}]}""";

    private static readonly SocketOptions Small = new() { MaxQueuedFrames = 2 };

    private static readonly Principal Agent = new()
    {
        TenantId = Guid.Empty,
        Subject = "a-1",
        Kind = PrincipalKind.Agent,
    };

    private readonly StuckWebSocket socket = new();
    private readonly FakeTimeProvider time = new();
    private readonly LiveHub hub;
    private readonly SocketSubscriptions subscriptions;

    public LostSignalsTests()
    {
        hub = new LiveHub(Options.Create(new LiveOptions()), time);
        subscriptions = new SocketSubscriptions(hub, new SocketOutbox(socket, Small, time, () => { }), most: 1);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private LiveLeg Leg => hub.Legs.Single();

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task Signals_TheLastFindsNoRoom_ThatSomeWereLostIsToldAsSoonAsThereIs()
    {
        Begin(LiveTopicKind.Inbox);
        for (var n = 0; n < 3; n++)
        {
            Signal($"c-{n}");
        }

        socket.Read(10);

        await Eventually.TrueAsync(() => socket.Frames.Contains(Lost), Cancelled);
        Assert.Equal(4, socket.Frames.Count);
        Signal("c-4");
        await Eventually.TrueAsync(() => socket.Frames.Count == 5, Cancelled);
        Assert.DoesNotContain("lost", socket.Frames.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SubscriptionEnded.Types.Reason.Lagged)]
    [InlineData(SubscriptionEnded.Types.Reason.Unavailable)]
    public async Task Leg_GoesOnLater_ThatSignalsMayHaveGoneByIsTold(SubscriptionEnded.Types.Reason reason)
    {
        socket.Read(10);
        Begin(LiveTopicKind.ConversationWithSignals);

        await InterruptAsync(reason);

        await Eventually.TrueAsync(() => socket.Frames.Count == 2, Cancelled);
        Assert.Equal(Lost, socket.Frames.Last());
    }

    [Fact]
    public async Task Leg_WithoutSignalsGoesOnLater_NothingIsTold()
    {
        socket.Read(10);
        Begin(LiveTopicKind.Conversation);

        await InterruptAsync(SubscriptionEnded.Types.Reason.Lagged);

        var message = new Message { Id = "m", Sequence = 1 };
        var entries = new LogEntries
        {
            Epoch = 7,
            Entries =
            {
                new LogEntry { Sequence = 1, Message = message },
            },
        };
        Leg.TryAccept(new FollowResponse { Entries = entries });
        await Eventually.TrueAsync(() => socket.Frames.Count == 2, Cancelled);
        Assert.Contains("entries", socket.Frames.Last(), StringComparison.Ordinal);
    }

    private void Begin(LiveTopicKind kind)
    {
        Assert.Null(subscriptions.Add("s", new LiveTopic(Agent, kind, "c"), LogCursor.After(7, 0)));
        Confirm();
    }

    private async Task InterruptAsync(SubscriptionEnded.Types.Reason reason)
    {
        var first = Leg;
        first.TryAccept(new FollowResponse { Ended = new SubscriptionEnded { Reason = reason } });
        await Eventually.TrueAsync(
            () =>
            {
                // It pauses before it asks a server that is away once more.
                time.Advance(TimeSpan.FromSeconds(1));
                return hub.Legs.All(leg => leg != first) && hub.Legs.Count == 1;
            },
            Cancelled
        );
        Confirm();
    }

    private void Confirm() => Leg.TryAccept(new FollowResponse { Subscribed = new Subscribed { Epoch = 7 } });

    private void Signal(string conversationId)
    {
        var change = new InboxChange { ConversationId = conversationId, Change = "queued" };
        var batch = new SignalBatch
        {
            Signals =
            {
                new Signal { Key = conversationId, InboxChange = change },
            },
        };
        Leg.TryAccept(new FollowResponse { Signals = batch });
    }
}
