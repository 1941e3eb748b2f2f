using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>Sessions' receipts at the edge of the generated client.</summary>
internal sealed class FakeReceipts : Receipts.ReceiptsClient
{
    private readonly Channel<MarkReceiptRequest> _marks = Channel.CreateBounded<MarkReceiptRequest>(100);

    /// <summary>Marks that nobody looked at yet.</summary>
    public ChannelReader<MarkReceiptRequest> Marks => _marks.Reader;

    /// <summary>Nothing can be marked.</summary>
    public bool IsAway { get; set; }

    public override AsyncUnaryCall<Receipt> MarkReceiptAsync(MarkReceiptRequest request, CallOptions options)
    {
        _marks.Writer.TryWrite(request);
        var answer = IsAway
            ? Task.FromException<Receipt>(new RpcException(new Status(StatusCode.Unavailable, "away")))
            : Task.FromResult(new Receipt());
        return new(answer, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
