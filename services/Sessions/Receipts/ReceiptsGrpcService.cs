using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Receipts;

/// <summary>The gRPC edge of receipts.</summary>
[Authorize]
internal sealed class ReceiptsGrpcService(MarkReceiptHandler mark) : Wire.Receipts.ReceiptsBase
{
    public override async Task<Wire.Receipt> MarkReceipt(MarkReceiptRequest request, ServerCallContext context)
    {
        var marked = await mark.HandleAsync(
            context.GetPrincipal(),
            WireIds.Parse(request.ConversationId),
            request.Delivered,
            request.Read,
            context.CancellationToken
        );
        if (!marked.IsSuccess)
        {
            throw marked.Error.ToRpcException();
        }

        var receipt = marked.Value;
        return new Wire.Receipt
        {
            Reader = new Conversations.Author(receipt.Kind, receipt.ReaderId, "").ToWire(),
            Delivered = receipt.Delivered,
            Read = receipt.Read,
        };
    }
}
