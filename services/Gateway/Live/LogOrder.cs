using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Live;

/// <summary>The log's order rule: durable entries count by one, deltas of a reply by their offset.</summary>
internal static class LogOrder
{
    /// <summary>Where <paramref name="entry"/> stands behind <paramref name="cursor"/>.</summary>
    public static LogPlace Compare(in LogCursor cursor, LogEntry entry) =>
        entry.EntryCase switch
        {
            LogEntry.EntryOneofCase.Message => CompareMessage(cursor, entry.Message.Sequence),
            LogEntry.EntryOneofCase.ReplyDelta => CompareDelta(cursor, entry),
            LogEntry.EntryOneofCase.ReplyStarted => entry.Sequence < cursor.Sequence
            || entry.ReplyStarted.ReplyId == cursor.ReplyId
                ? LogPlace.Known
                : LogPlace.Next,
            LogEntry.EntryOneofCase.ReplyEnded when entry.ReplyEnded.ReplyId == cursor.ReplyId => LogPlace.Next,
            _ => LogPlace.Known,
        };

    /// <summary>The part of an overlapping delta that the reader lacks.</summary>
    public static LogEntry Trim(in LogCursor cursor, LogEntry entry)
    {
        var delta = entry.ReplyDelta;
        return new LogEntry
        {
            Sequence = entry.Sequence,
            ReplyDelta = new ReplyDelta
            {
                ReplyId = delta.ReplyId,
                Offset = cursor.Offset,
                Text = delta.Text[(cursor.Offset - delta.Offset)..],
            },
        };
    }

    private static LogPlace CompareMessage(in LogCursor cursor, long sequence)
    {
        if (sequence <= cursor.Sequence)
        {
            return LogPlace.Known;
        }
        return sequence == cursor.Sequence + 1 ? LogPlace.Next : LogPlace.Gap;
    }

    private static LogPlace CompareDelta(in LogCursor cursor, LogEntry entry)
    {
        var delta = entry.ReplyDelta;
        var have = delta.ReplyId == cursor.ReplyId ? cursor.Offset : 0;
        if (entry.Sequence < cursor.Sequence && delta.ReplyId != cursor.ReplyId)
        {
            // A late delta of a reply whose message the reader has already.
            return LogPlace.Known;
        }
        if (delta.Offset > have)
        {
            return LogPlace.Gap;
        }
        if (delta.Offset + delta.Text.Length <= have)
        {
            return LogPlace.Known;
        }
        return delta.Offset == have ? LogPlace.Next : LogPlace.Overlaps;
    }
}
