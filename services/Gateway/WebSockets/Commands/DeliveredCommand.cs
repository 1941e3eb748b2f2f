using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>delivered</c>: everything up to a sequence reached a device of the caller.</summary>
internal sealed class DeliveredCommand(Receipts.ReceiptsClient receipts) : ReceiptCommand("delivered", receipts)
{
    protected override MarkReceiptRequest ToRequest(ReceiptFrame frame) =>
        new() { ConversationId = frame.ConversationId, Delivered = frame.Sequence };
}
