using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Gateway.Sse;

namespace Chat.Gateway.Chat;

/// <summary>
/// Copies one reply out of the conversation's log: the rest of what a reader who comes back has missed, and then what
/// is still being said. No second call of the provider.
/// </summary>
/// <param name="start">What the reader has; names the reply.</param>
internal sealed class LogReplyPump(
    SseConnection connection,
    ReplyFrames frames,
    LiveSubscription subscription,
    LogCursor start,
    SseOptions options,
    TimeProvider time
) : IStreamPump
{
    private static readonly StreamFault Reset = new(
        "log_reset",
        "The conversation's log was rebuilt. Read the conversation again from its beginning.",
        Retryable: false
    );

    private static readonly StreamFault Silent = new(
        "reply_silent",
        "Nothing was heard of the reply for a while. Open the stream again with the id of the last event.",
        Retryable: true
    );

    private readonly string replyId = start.ReplyId;
    private bool ended;

    public LogCursor Cursor { get; private set; } = start;

    public async Task<StreamEnd> CopyAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.ReplySilenceLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        while (!ended)
        {
            LiveItem item;
            try
            {
                item = await subscription.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // A speaker that died before it said a word leaves no message behind to end on.
                item = new LiveEnded(new ReplySilent());
            }
            silence.CancelAfter(options.ReplySilenceLimit);
            await connection.WriteAsync(
                static (output, state) => state.Pump.Write(output, state.Item),
                (Pump: this, Item: item),
                cancellationToken
            );
        }
        return StreamEnd.Completed;
    }

    private void Write(IBufferWriter<byte> output, LiveItem item)
    {
        switch (item)
        {
            case LiveEntries entries:
                foreach (var entry in entries.Entries)
                {
                    WriteEntry(output, entries.Epoch, entry);
                }
                break;
            case LiveBegan { Reset: true }:
                End(output, Reset);
                break;
            case LiveEnded { Error: ReplySilent }:
                End(output, Silent);
                break;
            case LiveEnded over:
                End(output, new StreamFault(over.Error.Code, over.Error.Message, Retryable: false));
                break;
            default:
                break;
        }
    }

    private void WriteEntry(IBufferWriter<byte> output, long epoch, LogEntry entry)
    {
        if (ended)
        {
            return;
        }
        if (entry.EntryCase == LogEntry.EntryOneofCase.ReplyDelta && entry.ReplyDelta.ReplyId == replyId)
        {
            Cursor = Cursor.Advance(epoch, entry);
            frames.WriteDelta(output, entry.ReplyDelta.Text, entry.ReplyDelta.Offset, Cursor);
        }
        else if (entry.EntryCase == LogEntry.EntryOneofCase.Message)
        {
            WriteMessage(output, epoch, entry.Message);
        }
    }

    private void WriteMessage(IBufferWriter<byte> output, long epoch, Message message)
    {
        if (message.Id != replyId)
        {
            // Somebody else wrote meanwhile: not part of this reply, but behind us in the log.
            Cursor = Cursor with
            {
                Epoch = epoch,
                Sequence = message.Sequence,
            };
            return;
        }
        var offset = Cursor.Offset;
        if (message.Text.Length > offset)
        {
            Cursor = Cursor with { Offset = message.Text.Length };
            frames.WriteDelta(output, message.Text.AsSpan(offset), offset, Cursor);
        }
        foreach (var citation in message.Citations)
        {
            frames.WriteCitation(output, citation, Cursor);
        }
        if (message.Usage is { } usage)
        {
            frames.WriteUsage(output, usage, Cursor);
        }
        Cursor = LogCursor.After(epoch, message.Sequence);
        frames.WriteDone(output, message, Cursor);
        ended = true;
    }

    private void End(IBufferWriter<byte> output, StreamFault fault)
    {
        frames.WriteError(output, fault, Cursor);
        ended = true;
    }
}
