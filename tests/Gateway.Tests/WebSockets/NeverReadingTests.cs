using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Clients that follow a conversation and read nothing of it.</summary>
public sealed class NeverReadingTests : GatewayTest
{
    private const int Kilobyte = 1_024;
    private const int MaxQueuedBytes = 256 * Kilobyte;
    private const int MessageBytes = 100 * Kilobyte;
    private static readonly string Text = new('x', MessageBytes);
    private readonly ConcurrentDictionary<string, int> given = new();

    protected override (string Name, string Value)[] Settings =>
        [("WebSockets:MaxQueuedBytes", $"{MaxQueuedBytes}"), ("WebSockets:SlowReaderLimit", "00:00:04")];

    private SocketTable Table => Gateway.Services.GetRequiredService<SocketTable>();

    [Fact]
    public async Task Follow_ManyNeverRead_AreAllCutAndNeverHoldMoreThanTheirQueues()
    {
        const int clients = 30;
        using var connections = SocketClient.NarrowConnections();
        using var feeding = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var sockets = new List<SocketClient>();
        for (var n = 0; n < clients; n++)
        {
            sockets.Add(await FollowAsync(connections));
        }
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var feed = FeedAsync(messages: 100, feeding.Token);

        await Eventually.TrueAsync(() => Table.Open.All(static socket => socket.Outbox.IsFull), Cancelled);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        // Each queue with the frame that filled it and the one on its way, and some times as much for what carries them and
        // for the tests beside this one. All that was sent would be 300 MB.
        Assert.InRange(held, 0, clients * 6L * (MaxQueuedBytes + (2 * MessageBytes)));
        Assert.All(given.Values, messages => Assert.InRange(messages * MessageBytes, MaxQueuedBytes, int.MaxValue));
        await Eventually.TrueAsync(() => Table.Open.Count == 0, Cancelled);
        await feeding.CancelAsync();
        await feed.WithTimeout();
        sockets.ForEach(static socket => socket.Dispose());
    }

    [Fact]
    public async Task Follow_ReadsAgainWhenItIsGivenUp_LearnsThatItMayComeBack()
    {
        // With the usual buffers: through narrow ones the rest would not get in time.
        using var connections = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var feeding = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        using var socket = await FollowAsync(connections);
        var outbox = Assert.Single(Table.Open).Outbox;
        var feed = FeedAsync(messages: 300, feeding.Token);

        await Eventually.TrueAsync(() => outbox.IsClosed, Cancelled);
        await feeding.CancelAsync();
        await feed.WithTimeout();
        while (await socket.NextAsync(Cancelled).WithTimeout() is not null)
        {
            // What was queued before.
        }

        Assert.Equal(4429, (int?)socket.CloseStatus);
        Assert.False(Gateway.Fakes.Live.IsAskedForMore, "What was given up is followed anew.");
    }

    private async Task<SocketClient> FollowAsync(HttpMessageInvoker connections)
    {
        var token = await NewVisitorTokenAsync();
        var socket = await SocketClient.ConnectNarrowAsync(Gateway.Address, token, connections, Cancelled);
        await socket.NextAsync("ready", Cancelled).WithTimeout();
        await socket.SendAsync(
            $$"""{"type":"subscribe","id":"s","conversationId":"{{Ids.NewText()}}","cursor":"7.0"}""",
            Cancelled
        );
        return socket;
    }

    // As Sessions does: whoever subscribes gets what follows its cursor, also who comes again because it lagged.
    private async Task FeedAsync(int messages, CancellationToken cancellationToken)
    {
        var feeds = new List<Task>();
        try
        {
            while (true)
            {
                var subscribe = await Gateway.Fakes.Live.NextAsync(cancellationToken);
                feeds.Add(FeedAsync(subscribe, messages));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(feeds);
        }
    }

    private async Task FeedAsync(Subscribe subscribe, int messages)
    {
        var live = Gateway.Fakes.Live;
        await live.ConfirmAsync(subscribe);
        for (
            var sequence = (int)subscribe.Cursor.Sequence + 1;
            sequence <= messages && !live.Unsubscribed.Contains(subscribe.SubscriptionId);
            sequence++
        )
        {
            var message = new Message
            {
                Id = Ids.NewText(),
                Sequence = sequence,
                Text = Text,
            };
            await live.SendAsync(subscribe, new LogEntry { Sequence = sequence, Message = message });
            given[subscribe.ConversationId] = sequence;
        }
    }
}
