using System.Collections.Concurrent;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>An Inference that says what a test tells it to.</summary>
public sealed class FakeReplies : Replies.RepliesBase
{
    /// <summary>Ids used by <see cref="Script"/>.</summary>
    public const string ConversationId = "0190b000-0000-7000-8000-00000000000a";

    /// <summary>Id of the visitor's message.</summary>
    public const string MessageId = "0190b000-0000-7000-8000-00000000000b";

    /// <summary>Id of the reply.</summary>
    public const string ReplyId = "0190b000-0000-7000-8000-00000000000c";

    /// <summary>What the next calls do.</summary>
    public Func<ReplyRequest, IServerStreamWriter<ReplyBatch>, ServerCallContext, Task> Handler { get; set; } =
        (_, stream, context) => WriteAllAsync(stream, Script("Hello", " world"), context.CancellationToken);

    /// <summary>Requests in order.</summary>
    public ConcurrentQueue<ReplyRequest> Requests { get; } = new();

    /// <summary>Identity tokens in order.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <inheritdoc/>
    public override async Task Reply(
        ReplyRequest request,
        IServerStreamWriter<ReplyBatch> responseStream,
        ServerCallContext context
    )
    {
        Requests.Enqueue(request);
        Authorizations.Enqueue(context.RequestHeaders.GetValue("authorization") ?? "");
        await Handler(request, responseStream, context);
    }

    /// <summary>Writes batches one by one.</summary>
    public static async Task WriteAllAsync(
        IServerStreamWriter<ReplyBatch> stream,
        IEnumerable<ReplyBatch> batches,
        CancellationToken cancellationToken
    )
    {
        foreach (var batch in batches)
        {
            await stream.WriteAsync(batch, cancellationToken);
        }
    }

    /// <summary>A whole reply: accepted, a batch for each delta, a citation, usage, done.</summary>
    public static IEnumerable<ReplyBatch> Script(params string[] deltas)
    {
        yield return Accepted();
        var offset = 0;
        foreach (var delta in deltas)
        {
            yield return Delta(delta, offset);
            offset += delta.Length;
        }
        yield return Done(string.Concat(deltas));
    }

    /// <summary>The first batch.</summary>
    public static ReplyBatch Accepted(bool follow = false) =>
        Batch(
            new ReplyEvent
            {
                Accepted = new ReplyAccepted
                {
                    ConversationId = ConversationId,
                    Epoch = 7,
                    ReplyId = ReplyId,
                    Created = true,
                    Follow = follow,
                    Message = new Message
                    {
                        Id = MessageId,
                        ConversationId = ConversationId,
                        Sequence = 1,
                    },
                },
            }
        );

    /// <summary>The first batch of a retry: the message was stored before.</summary>
    public static ReplyBatch AcceptedAgain(string text, DateTimeOffset createdAt)
    {
        var batch = Accepted();
        var accepted = batch.Events[0].Accepted;
        (accepted.Created, accepted.Duplicate) = (false, true);
        (accepted.Message.Text, accepted.Message.CreatedAt) = (text, createdAt.ToTimestamp());
        return batch;
    }

    /// <summary>One delta.</summary>
    public static ReplyBatch Delta(string text, int offset) =>
        Batch(
            new ReplyEvent
            {
                Delta = new ReplyDelta
                {
                    ReplyId = ReplyId,
                    Offset = offset,
                    Text = text,
                },
            }
        );

    /// <summary>Citation, usage and the end.</summary>
    public static ReplyBatch Done(string text) =>
        Batch(
            new ReplyEvent
            {
                Citation = new Citation
                {
                    Index = 1,
                    DocumentId = "doc",
                    ChunkId = "chunk",
                    Title = "Opening hours",
                    Quote = "9 to 5",
                },
            },
            new ReplyEvent
            {
                Usage = new Usage
                {
                    Provider = "local",
                    Model = "extract",
                    InputTokens = 3,
                    OutputTokens = 2,
                },
            },
            new ReplyEvent { Done = new ReplyDone { Message = Message(text) } }
        );

    /// <summary>The end of a reply that failed.</summary>
    public static ReplyBatch Failed(bool retryable = true, Message? kept = null) =>
        Batch(
            new ReplyEvent
            {
                Error = new ReplyError
                {
                    Code = "provider_error",
                    Message = "It broke.",
                    Retryable = retryable,
                    MessageKept = kept,
                },
            }
        );

    /// <summary>The reply as a message.</summary>
    public static Message Message(string text) =>
        new()
        {
            Id = ReplyId,
            ConversationId = ConversationId,
            Sequence = 2,
            Text = text,
            State = MessageState.Complete,
            InReplyTo = MessageId,
            Author = new Author { Kind = AuthorKind.Ai, Id = "assistant" },
        };

    /// <summary>One batch of events.</summary>
    public static ReplyBatch Batch(params ReplyEvent[] events)
    {
        var batch = new ReplyBatch();
        batch.Events.Add(events);
        return batch;
    }
}
