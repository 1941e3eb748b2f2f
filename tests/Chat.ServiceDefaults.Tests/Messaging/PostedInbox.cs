using System.Threading.Channels;
using Chat.Contracts.Events.V1;

namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>What a test's consumer received.</summary>
internal sealed class PostedInbox
{
    private readonly Channel<(MessagePosted Event, Guid? MessageId)> received = Channel.CreateBounded<(
        MessagePosted,
        Guid?
    )>(100_000);

    public string Queue { get; } = "test-" + Ids.NewText();

    public int Batches { get; set; }

    public Func<MessagePosted, Exception?> Fail { get; set; } = _ => null;

    public async ValueTask TakeAsync(MessagePosted posted, Guid? messageId, CancellationToken cancellationToken)
    {
        if (Fail(posted) is { } exception)
        {
            throw exception;
        }

        await received.Writer.WriteAsync((posted, messageId), cancellationToken);
    }

    public ValueTask<(MessagePosted Event, Guid? MessageId)> NextAsync(CancellationToken cancellationToken) =>
        received.Reader.ReadAsync(cancellationToken);

    public bool TryNext(out (MessagePosted Event, Guid? MessageId) item) => received.Reader.TryRead(out item);
}
