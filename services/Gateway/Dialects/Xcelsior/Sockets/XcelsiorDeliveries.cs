using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Grpc;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>
/// Notes how much of its conversation reached a socket: agents see it, and the next socket goes on behind it. One call at a
/// time; those that come meanwhile share the next one.
/// </summary>
internal sealed class XcelsiorDeliveries(Receipts.ReceiptsClient receipts, XcelsiorSeat seat, ILogger logger)
{
    private readonly Lock gate = new();
    private long reached;
    private bool isMarking;

    /// <summary>Everything up to the sequence was sent. Best effort: what is not noted is sent again the next time.</summary>
    public void Note(long sequence)
    {
        lock (gate)
        {
            if (sequence <= reached)
            {
                return;
            }
            reached = sequence;
            if (isMarking)
            {
                return;
            }
            isMarking = true;
        }
        _ = MarkAsync();
    }

    private async Task MarkAsync()
    {
        for (var marked = 0L; TryNext(marked, out var next); marked = next)
        {
            try
            {
                // Nobody's token: it is true also if the socket is gone. The deadline bounds it.
                _ = await receipts.MarkReceiptAsync(
                    new MarkReceiptRequest { ConversationId = seat.ConversationId, Delivered = next },
                    GrpcCall.As(seat.Visitor, CancellationToken.None)
                );
            }
            catch (Exception broken) when (UpstreamFault.TryExplain(broken, CancellationToken.None, out var fault))
            {
                XcelsiorLog.DeliveryNotNoted(logger, fault.Code);
            }
        }
    }

    private bool TryNext(long marked, out long next)
    {
        lock (gate)
        {
            next = reached;
            isMarking = next > marked;
            return isMarking;
        }
    }
}
