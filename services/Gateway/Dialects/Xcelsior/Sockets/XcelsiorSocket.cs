using System.Net.WebSockets;
using Chat.Gateway.Live;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>
/// One socket of the dialect: lets the client in, takes its frames one by one, so that its messages keep their order, and
/// closes it. Nothing here outlives the socket.
/// </summary>
internal sealed class XcelsiorSocket
{
    private static readonly TimeSpan BeginLimit = TimeSpan.FromSeconds(10);

    private readonly WebSocket socket;
    private readonly HttpContext context;
    private readonly XcelsiorSocketServices services;
    private readonly ILogger logger;
    private readonly SocketReader reader;
    private readonly SocketOutbox outbox;
    private readonly SocketEnding ending;

    public XcelsiorSocket(WebSocket socket, HttpContext context, XcelsiorSocketServices services, ILogger logger)
    {
        (this.socket, this.context, this.services, this.logger) = (socket, context, services, logger);
        reader = new SocketReader(socket, services.Options.MaxFrameBytes);
        outbox = new SocketOutbox(socket, services.Options, services.Time, () => End(SocketEnd.ClientTooSlow));
        ending = new SocketEnding(socket, outbox, services.Time);
    }

    /// <summary>Serves the socket until it ends.</summary>
    /// <param name="admission">Who it is, or why it is not let in.</param>
    public async Task<SocketEnd> RunAsync(Result<XcelsiorSeat> admission)
    {
        try
        {
            await (admission.IsSuccess ? EnterAsync(admission.Value) : RefuseAsync(admission.Error));
        }
        finally
        {
            reader.Release();
        }
        return await ending.FinishAsync();
    }

    /// <summary>Ends the socket; the first reason counts.</summary>
    public void End(SocketEnd end) => ending.End(end);

    private static SocketEnd EndOf(Error error) =>
        error switch
        {
            Invalid => SocketEnd.BadFrame,
            Unauthenticated => SocketEnd.Unauthenticated,
            Forbidden => SocketEnd.Forbidden,
            TooManyPrincipalSockets => SocketEnd.TooManySockets,
            _ => SocketEnd.UpstreamUnavailable,
        };

    private async Task EnterAsync(XcelsiorSeat seat)
    {
        var entered = services.Principals.Enter(seat.Visitor);
        if (!entered.IsSuccess)
        {
            await RefuseAsync(entered.Error);
            return;
        }
        try
        {
            await FollowAsync(seat, entered.Value.Rates);
        }
        finally
        {
            services.Principals.Leave(entered.Value);
        }
    }

    private async Task FollowAsync(XcelsiorSeat seat, RateBuckets rates)
    {
        var topic = new LiveTopic(seat.Visitor, LiveTopicKind.ConversationWithSignals, seat.ConversationId);
        var subscribed = services.Live.Subscribe(topic, seat.Start);
        if (!subscribed.IsSuccess)
        {
            await RefuseAsync(subscribed.Error);
            return;
        }
        using var subscription = subscribed.Value;
        // Before the client hears that it is connected: whoever types then is to be seen.
        var begun = await subscription.BeginAsync(BeginLimit, context.RequestAborted);
        if (begun.IsSuccess)
        {
            await ServeAsync(seat, subscription, rates);
        }
        else
        {
            await RefuseAsync(begun.Error);
        }
    }

    private async Task ServeAsync(XcelsiorSeat seat, LiveSubscription subscription, RateBuckets rates)
    {
        using var life = new CancellationTokenSource();
        var typing = new XcelsiorTyping(seat, outbox);
        var commands = new XcelsiorCommands(seat, services, subscription, rates, outbox, context, life.Token)
        {
            Typing = typing,
        };
        // Silence until the peer is pinged, and as much until it counts as dead.
        var deadPeer = 2 * services.Options.KeepAlive;
        using var deliveries = new XcelsiorDeliveries(services.Receipts, seat, deadPeer, services.Time, logger);
        _ = outbox.TrySend(XcelsiorFrames.Connected(seat));
        var pumping = PumpAsync(new XcelsiorPump(subscription, seat, outbox, typing, deliveries), life.Token);
        try
        {
            var isAnswer = await ReadUntilGoneAsync(commands);
            await (socket.CloseStatus is null ? Task.CompletedTask : deliveries.CloseAsync(isAnswer));
        }
        finally
        {
            End(SocketEnd.ClientGone);
            await life.CancelAsync();
            await pumping;
            await commands.Rest;
        }
    }

    private async Task PumpAsync(XcelsiorPump pump, CancellationToken cancellationToken)
    {
        if (await pump.RunAsync(cancellationToken) is { } error)
        {
            await outbox.SendAsync(XcelsiorFrames.Failed(error));
            End(EndOf(error));
        }
    }

    private Task RefuseAsync(Error error)
    {
        _ = outbox.TrySend(XcelsiorFrames.Failed(error));
        End(EndOf(error));
        return ReadUntilGoneAsync(commands: null);
    }

    // True when we had ended the socket before the client did.
    private async Task<bool> ReadUntilGoneAsync(XcelsiorCommands? commands)
    {
        while (true)
        {
            var (frame, end) = await reader.ReceiveAsync();
            var isOurs = ending.HasBegun;
            if (end is { } reason)
            {
                End(reason);
            }
            else if (!isOurs && commands is not null)
            {
                await TakeAsync(commands, frame);
            }
            reader.Release();
            if (end == SocketEnd.ClientGone)
            {
                return isOurs;
            }
        }
    }

    private async ValueTask TakeAsync(XcelsiorCommands commands, ReadOnlyMemory<byte> frame)
    {
        var read = XcelsiorCommandReader.Read(frame);
        reader.Release();
        if (read.IsSuccess)
        {
            await commands.TakeAsync(read.Value);
            return;
        }
        await outbox.SendAsync(XcelsiorFrames.Failed(read.Error));
        if (read.Error is MalformedJson)
        {
            End(SocketEnd.BadFrame);
        }
    }
}
