using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>read</c>: everything up to a sequence was shown to the caller.</summary>
internal sealed class ReadCommand(Receipts.ReceiptsClient receipts) : ReceiptCommand("read", receipts)
{
    protected override MarkReceiptRequest ToRequest(ReceiptFrame frame) =>
        new() { ConversationId = frame.ConversationId, Read = frame.Sequence };
}
