using System.Threading.Channels;
using Chat.Contracts.Events.V1;

namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>What a test's handler received.</summary>
internal sealed class PostedInbox
{
    private readonly Channel<MessagePosted> received = Channel.CreateBounded<MessagePosted>(100_000);

    public string Queue { get; } = "test-" + Ids.NewText();

    public int Batches { get; set; }

    public Func<MessagePosted, Exception?> Fail { get; set; } = _ => null;

    public void Check(MessagePosted posted)
    {
        if (Fail(posted) is { } exception)
        {
            throw exception;
        }
    }

    public ValueTask TakeAsync(MessagePosted posted, CancellationToken cancellationToken) =>
        received.Writer.WriteAsync(posted, cancellationToken);

    public ValueTask<MessagePosted> NextAsync(CancellationToken cancellationToken) =>
        received.Reader.ReadAsync(cancellationToken);

    public bool TryNext(out MessagePosted? item) => received.Reader.TryRead(out item);
}
