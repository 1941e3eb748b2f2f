using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Grpc;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>
/// Notes how much of its conversation reached a socket: agents see it, and the next socket goes on behind it. The protocol
/// has no acknowledgement, so a message counts only once that is certain; what is cut off before comes again.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>The socket outlived the message by the time in which a dead peer is found.</item>
/// <item>The client answered our close frame: it read what came before.</item>
/// <item>The client closed the socket itself. Pages drop what comes after they said so: what was sent just then does not
/// count.</item>
/// </list>
/// </remarks>
internal sealed class XcelsiorDeliveries : IDisposable
{
    // More than a frame is on its way from the client.
    private static readonly TimeSpan InFlight = TimeSpan.FromSeconds(2);

    private readonly Receipts.ReceiptsClient receipts;
    private readonly XcelsiorSeat seat;
    private readonly TimeSpan deadPeer;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private long sent;
    private long sentAt;
    private long settled;
    private long due;

    public XcelsiorDeliveries(
        Receipts.ReceiptsClient receipts,
        XcelsiorSeat seat,
        TimeSpan deadPeer,
        TimeProvider time,
        ILogger logger
    )
    {
        (this.receipts, this.seat, this.deadPeer, this.time, this.logger) = (receipts, seat, deadPeer, time, logger);
        timer = time.CreateTimer(
            static state => ((XcelsiorDeliveries)state!).OnTime(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Everything up to the sequence was sent.</summary>
    public void Note(long sequence)
    {
        lock (gate)
        {
            SettleUnsynchronized();
            sent = Math.Max(sent, sequence);
            sentAt = time.GetTimestamp();
            if (due == 0)
            {
                WaitUnsynchronized();
            }
        }
    }

    /// <summary>The client closed the socket, or answered that we did (<paramref name="isAnswer"/>).</summary>
    public Task CloseAsync(bool isAnswer)
    {
        long read;
        lock (gate)
        {
            SettleUnsynchronized();
            read = isAnswer ? sent : settled;
        }
        return read > 0 ? MarkAsync(read) : Task.CompletedTask;
    }

    public void Dispose() => timer.Dispose();

    private void OnTime()
    {
        long proven;
        lock (gate)
        {
            proven = due;
            due = 0;
            if (sent > proven)
            {
                WaitUnsynchronized();
            }
        }
        _ = MarkAsync(proven);
    }

    private void WaitUnsynchronized()
    {
        due = sent;
        _ = timer.Change(deadPeer, Timeout.InfiniteTimeSpan);
    }

    private void SettleUnsynchronized()
    {
        if (time.GetElapsedTime(sentAt) >= InFlight)
        {
            settled = sent;
        }
    }

    // Best effort: what is not noted is sent again the next time.
    private async Task MarkAsync(long sequence)
    {
        try
        {
            // Nobody's token: it is true also if the socket is gone. The deadline bounds it.
            _ = await receipts.MarkReceiptAsync(
                new MarkReceiptRequest { ConversationId = seat.ConversationId, Delivered = sequence },
                GrpcCall.As(seat.Visitor, CancellationToken.None)
            );
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, CancellationToken.None, out var fault))
        {
            XcelsiorLog.DeliveryNotNoted(logger, fault.Code);
        }
    }
}
