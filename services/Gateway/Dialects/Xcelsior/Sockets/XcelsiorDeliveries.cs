using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Grpc;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>
/// Notes how much of its conversation reached a socket: agents see it, and the next socket goes on behind it. The dialect
/// has no acknowledgement, so what was sent counts as delivered once the client closed the socket in order, or the socket
/// outlived it by the time in which a dead peer is found. What is cut off before is sent again to the next socket.
/// </summary>
internal sealed class XcelsiorDeliveries : IDisposable
{
    private readonly Receipts.ReceiptsClient receipts;
    private readonly XcelsiorSeat seat;
    private readonly TimeSpan proof;
    private readonly ILogger logger;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private long sent;
    private long due;

    public XcelsiorDeliveries(XcelsiorSocketServices services, XcelsiorSeat seat, ILogger logger)
    {
        (receipts, this.seat, this.logger) = (services.Receipts, seat, logger);
        // Silence until the peer is pinged, and as much until it counts as dead.
        proof = 2 * services.Options.KeepAlive;
        timer = services.Time.CreateTimer(
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
            sent = Math.Max(sent, sequence);
            if (due == 0)
            {
                WaitUnsynchronized();
            }
        }
    }

    /// <summary>The client closed the socket: it read what came before.</summary>
    public Task CloseAsync()
    {
        long all;
        lock (gate)
        {
            all = sent;
        }
        return all > 0 ? MarkAsync(all) : Task.CompletedTask;
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
        _ = timer.Change(proof, Timeout.InfiniteTimeSpan);
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
