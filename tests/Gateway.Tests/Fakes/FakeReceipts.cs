using System.Collections.Concurrent;
using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>Marks of readers, in memory: of one reader in each conversation.</summary>
public sealed class FakeReceipts : Receipts.ReceiptsBase
{
    private const int Capacity = 1_000;
    private readonly ConcurrentDictionary<string, long> delivered = new(StringComparer.Ordinal);
    private readonly Channel<MarkReceiptRequest> marks = Channel.CreateBounded<MarkReceiptRequest>(Capacity);

    /// <summary>Marks that moved something, in order.</summary>
    public ChannelReader<MarkReceiptRequest> Marks => marks.Reader;

    /// <summary>Says what reached the reader before.</summary>
    public void Set(string conversationId, long sequence) => delivered[conversationId] = sequence;

    /// <inheritdoc/>
    public override async Task<Receipt> MarkReceipt(MarkReceiptRequest request, ServerCallContext context)
    {
        var now = delivered.AddOrUpdate(
            request.ConversationId,
            request.Delivered,
            (_, before) => Math.Max(before, request.Delivered)
        );
        if (request.Delivered > 0)
        {
            await marks.Writer.WriteAsync(request, context.CancellationToken);
        }
        return new Receipt { Delivered = now };
    }
}
