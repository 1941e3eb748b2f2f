using System.Buffers;
using Chat.Contracts.Inference.V1;
using Chat.Gateway.Live;
using Chat.Gateway.Sse;
using Grpc.Core;

namespace Chat.Gateway.Chat;

/// <summary>Copies a reply as Inference makes it into an event stream: one write and one flush per batch.</summary>
/// <param name="told">The reply the reader was told of before; empty: none.</param>
internal sealed class ReplyPump(
    SseConnection connection,
    ReplyFrames frames,
    IAsyncStreamReader<ReplyBatch> reply,
    string told = ""
) : IStreamPump
{
    private LogCursor cursor;
    private bool ended;

    public LogCursor Cursor => cursor;

    /// <summary>The conversation the reply belongs to; empty before it was accepted.</summary>
    public string ConversationId { get; private set; } = "";

    /// <inheritdoc/>
    /// <remarks>The reply must stand on its first batch.</remarks>
    public async Task<StreamEnd> CopyAsync(CancellationToken cancellationToken)
    {
        do
        {
            var batch = reply.Current;
            await connection.WriteAsync(
                static (output, state) => state.Pump.Write(output, state.Batch),
                (Pump: this, Batch: batch),
                cancellationToken
            );
            if (batch.Events is [.., { Accepted.Follow: true }])
            {
                return StreamEnd.Follow;
            }
        } while (await reply.MoveNext(CancellationToken.None)); // the call itself carries the token
        return ended ? StreamEnd.Completed : StreamEnd.UpstreamFailed;
    }

    private void Write(IBufferWriter<byte> output, ReplyBatch batch)
    {
        foreach (var step in batch.Events)
        {
            if (ended)
            {
                return;
            }
            WriteStep(output, step);
        }
    }

    private void WriteStep(IBufferWriter<byte> output, ReplyEvent step)
    {
        switch (step.EventCase)
        {
            case ReplyEvent.EventOneofCase.Delta:
                var text = step.Delta.Text;
                cursor = cursor with { ReplyId = step.Delta.ReplyId, Offset = step.Delta.Offset + text.Length };
                frames.WriteDelta(output, text, step.Delta.Offset, cursor);
                break;
            case ReplyEvent.EventOneofCase.Accepted:
                var accepted = step.Accepted;
                ConversationId = accepted.ConversationId;
                cursor = new LogCursor(accepted.Epoch, accepted.Message.Sequence, accepted.ReplyId, 0);
                if (told.Length == 0 || accepted.ReplyId != told)
                {
                    frames.WriteAccepted(output, accepted);
                }
                break;
            case ReplyEvent.EventOneofCase.Citation:
                frames.WriteCitation(output, step.Citation, cursor);
                break;
            case ReplyEvent.EventOneofCase.ToolStarted:
                frames.WriteToolStarted(output, step.ToolStarted, cursor);
                break;
            case ReplyEvent.EventOneofCase.ToolFinished:
                frames.WriteToolFinished(output, step.ToolFinished, cursor);
                break;
            case ReplyEvent.EventOneofCase.LeadCaptured:
                frames.WriteLead(output, step.LeadCaptured, cursor);
                break;
            case ReplyEvent.EventOneofCase.Usage:
                frames.WriteUsage(output, step.Usage, cursor);
                break;
            case ReplyEvent.EventOneofCase.Done:
                WriteDone(output, step.Done);
                break;
            case ReplyEvent.EventOneofCase.Error:
                WriteError(output, step.Error);
                break;
            default:
                // An event of a newer Inference: readers of this version can do without it.
                break;
        }
    }

    private void WriteDone(IBufferWriter<byte> output, ReplyDone done)
    {
        ended = true;
        if (!done.Manual && done.Message is { } message)
        {
            cursor = LogCursor.After(cursor.Epoch, message.Sequence);
            frames.WriteDone(output, message, cursor);
            return;
        }
        frames.WriteHumanTurn(output, done.HumanTurn, cursor);
        frames.WriteDone(output, null, cursor);
    }

    private void WriteError(IBufferWriter<byte> output, ReplyError error)
    {
        ended = true;
        if (error.MessageKept is { } kept)
        {
            cursor = LogCursor.After(cursor.Epoch, kept.Sequence);
        }
        frames.WriteError(output, new StreamFault(error.Code, error.Message, error.Retryable), cursor);
    }
}
