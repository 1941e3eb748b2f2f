using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>Keeps what is marked as delivered.</summary>
internal sealed class RecordingReceipts : Receipts.ReceiptsClient
{
    public List<long> Marks { get; } = [];

    public override AsyncUnaryCall<Receipt> MarkReceiptAsync(MarkReceiptRequest request, CallOptions options)
    {
        Marks.Add(request.Delivered);
        return new AsyncUnaryCall<Receipt>(
            Task.FromResult(new Receipt()),
            Task.FromResult(new Metadata()),
            static () => Status.DefaultSuccess,
            static () => [],
            static () => { }
        );
    }
}
