using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;

namespace Chat.Gateway.Chat;

/// <summary>
/// Copies one reply out of the conversation's log: the rest of what a reader who comes back has missed, and then what
/// is still being said. No second call of the provider.
/// </summary>
/// <param name="start">What the reader has; names the reply.</param>
/// <param name="firstSilence">How long nothing may be heard before the reply's first word.</param>
/// <param name="silence">The same after it.</param>
internal sealed class LogReplyPump(
    ReplyStream stream,
    LiveSubscription subscription,
    LogCursor start,
    TimeSpan firstSilence,
    TimeSpan silence,
    TimeProvider time
) : IStreamPump
{
    private static readonly StreamFault Reset = new(
        "log_reset",
        "The conversation's log was rebuilt. Read the conversation again from its beginning.",
        Retryable: false
    );

    private readonly ReplyFrames frames = stream.Frames;
    private readonly string replyId = start.ReplyId;
    private bool ended;
    private bool isNothing;

    public LogCursor Cursor { get; private set; } = start;

    private TimeSpan SilenceLimit => Cursor.Offset == 0 ? firstSilence : silence;

    public async Task<StreamEnd> CopyAsync(CancellationToken cancellationToken)
    {
        while (!ended)
        {
            if (await ReadAsync(cancellationToken) is not { } item)
            {
                // A speaker that died before it said a word leaves no message behind to end on.
                return StreamEnd.Silent;
            }
            await stream.Connection.WriteAsync(
                static (output, state) => state.Pump.Write(output, state.Item),
                (Pump: this, Item: item),
                cancellationToken
            );
        }
        return isNothing ? StreamEnd.Nothing : StreamEnd.Completed;
    }

    // Null: nothing was heard for too long. Each wait has an alarm of its own: a reader who takes its time is no silence.
    private async Task<LiveItem?> ReadAsync(CancellationToken cancellationToken)
    {
        using var alarm = new CancellationTokenSource(SilenceLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        try
        {
            return await subscription.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
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
        else if (entry.EntryCase == LogEntry.EntryOneofCase.ReplyEnded && entry.ReplyEnded.ReplyId == replyId)
        {
            (ended, isNothing) = (true, true);
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
