using System.Threading.Channels;
using Chat.Contracts.Inference.V1;
using Grpc.Core;

namespace Chat.Inference.Fakes;

/// <summary>The caller's end of a reply.</summary>
internal sealed class RecordingWriter : IServerStreamWriter<ReplyBatch>
{
    private readonly Channel<ReplyBatch> _batches = Channel.CreateBounded<ReplyBatch>(100_000);
    private readonly List<ReplyBatch> _all = [];

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>Thrown by the next writes.</summary>
    public Exception? Fault { get; set; }

    public ChannelReader<ReplyBatch> Batches => _batches.Reader;

    public IReadOnlyList<ReplyBatch> All => _all;

    public IReadOnlyList<ReplyEvent> Events => [.. _all.SelectMany(batch => batch.Events)];

    public string Text => string.Concat(Events.Where(step => step.Delta is not null).Select(step => step.Delta.Text));

    public Task WriteAsync(ReplyBatch message)
    {
        if (Fault is not null)
        {
            return Task.FromException(Fault);
        }
        _all.Add(message);
        _batches.Writer.TryWrite(message);
        return Task.CompletedTask;
    }

    public Task WriteAsync(ReplyBatch message, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : WriteAsync(message);
}
