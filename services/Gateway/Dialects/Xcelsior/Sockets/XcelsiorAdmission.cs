using Chat.Contracts.Sessions.V1;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Live;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Upstreams;
using Chat.Gateway.VisitorDetails;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>Gives a socket its visitor and its conversation: the one it names, if that is open to it, else a new one.</summary>
internal sealed class XcelsiorAdmission(
    XcelsiorConversations conversations,
    XcelsiorVisitors visitors,
    XcelsiorCustomerIds customerIds,
    Receipts.ReceiptsClient receipts,
    RateLimiter limiter,
    SeenVisitors seen
)
{
    public async Task<Result<XcelsiorSeat>> AdmitAsync(
        HttpContext context,
        Guid tenantId,
        XcelsiorHandshake handshake,
        CancellationToken cancellationToken
    )
    {
        var seat = await JoinAsync(context, tenantId, handshake, cancellationToken);
        if (seat.Error is NotFound)
        {
            seat = await BeginAsync(context, tenantId, handshake, cancellationToken);
        }
        if (seat.IsSuccess)
        {
            seen.Note(context, seat.Value.Visitor, page: null);
        }
        return seat;
    }

    private async Task<Result<XcelsiorSeat>> JoinAsync(
        HttpContext context,
        Guid tenantId,
        XcelsiorHandshake handshake,
        CancellationToken cancellationToken
    )
    {
        if (handshake.ConversationId is not { } id)
        {
            return new ConversationUnknown();
        }
        if (await limiter.CountCallAsync(context, tenantId, cancellationToken) is { } limited)
        {
            return limited;
        }
        var found = await conversations.FindAsync(tenantId, handshake.Email, id, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }
        var (visitor, conversation) = found.Value;
        if (conversation.Status == ConversationStatus.Archived)
        {
            // It never takes a message again: to a client that keeps its id for ever it is as good as gone.
            return new ConversationUnknown();
        }
        var had = await DeliveredAsync(visitor, id, cancellationToken);
        return had.IsSuccess
            ? ToSeat(visitor, conversation, LogCursor.After(conversation.Epoch, had.Value))
            : had.Error;
    }

    private async Task<Result<XcelsiorSeat>> BeginAsync(
        HttpContext context,
        Guid tenantId,
        XcelsiorHandshake handshake,
        CancellationToken cancellationToken
    )
    {
        var visitor = visitors.New(tenantId, handshake.Email, handshake.Name);
        // As a message: each makes a conversation and may make a customer.
        var address = ClientAddress.Of(context);
        if (await limiter.CountAsync(visitor, address, RateTrust.Nobody, cancellationToken) is { } limited)
        {
            return limited;
        }
        var claim = new IdentifyRequest
        {
            Email = handshake.Email,
            Name = handshake.Name,
            Phone = handshake.Phone,
        };
        var begun = await conversations.BeginAsync(visitor, claim, cancellationToken);
        if (begun.Error is Unavailable)
        {
            await limiter.TakeBackAsync(visitor, address, RateTrust.Nobody);
        }
        return begun.IsSuccess ? ToSeat(visitor, begun.Value, LogCursor.Beginning) : begun.Error;
    }

    private XcelsiorSeat ToSeat(Principal visitor, Conversation conversation, LogCursor start) =>
        new(visitor, conversation.Id, customerIds.Of(conversation), start);

    private async Task<Result<long>> DeliveredAsync(
        Principal visitor,
        string conversationId,
        CancellationToken cancellationToken
    )
    {
        Error? fault;
        try
        {
            var marks = await receipts.MarkReceiptAsync(
                new MarkReceiptRequest { ConversationId = conversationId },
                GrpcCall.As(visitor, cancellationToken)
            );
            return marks.Delivered;
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out fault))
        {
            return fault;
        }
    }
}
