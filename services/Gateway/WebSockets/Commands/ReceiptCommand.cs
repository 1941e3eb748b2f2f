using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Moves one of the caller's marks in a conversation; the others hear of it by a signal.</summary>
internal abstract class ReceiptCommand(string type, Receipts.ReceiptsClient receipts) : CallCommand<ReceiptFrame>(type)
{
    protected override ReceiptFrame Read(JsonFields fields) =>
        new(
            fields.Text("id", 1, SocketProtocol.MaxId) ?? "",
            fields.RequiredId("conversationId"),
            fields.RequiredNumber("sequence", 1, long.MaxValue)
        );

    protected abstract MarkReceiptRequest ToRequest(ReceiptFrame frame);

    protected override async Task CallAsync(ReceiptFrame frame, CallOptions options) =>
        _ = await receipts.MarkReceiptAsync(ToRequest(frame), options);
}
