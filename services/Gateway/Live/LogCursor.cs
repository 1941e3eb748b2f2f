using System.Buffers;
using System.Globalization;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;

namespace Chat.Gateway.Live;

/// <summary>
/// A place in a conversation's log as text: <c>epoch.sequence</c> or <c>epoch.sequence.reply_id.offset</c>.
/// SSE ids, <c>Last-Event-ID</c>, <c>?after=</c> and WebSocket frames use the same form (chat.sessions.v1.Cursor).
/// </summary>
internal readonly record struct LogCursor(long Epoch, long Sequence, string ReplyId, int Offset)
{
    private const int MaxLength = 128;

    /// <summary>Before the first entry, whatever the log's epoch is.</summary>
    public static LogCursor Beginning { get; } = new(0, 0, "", 0);

    /// <summary>Behind a durable entry.</summary>
    public static LogCursor After(long epoch, long sequence) => new(epoch, sequence, "", 0);

    /// <summary>Reads the text form; false for anything else, so that a forged header is a 400 and no exception.</summary>
    public static bool TryParse(string? text, out LogCursor cursor)
    {
        cursor = Beginning;
        if (text is null || text.Length > MaxLength)
        {
            return false;
        }
        var parts = text.Split('.');
        if (
            parts.Length is not (2 or 4)
            || !TryNumber(parts[0], out var epoch)
            || !TryNumber(parts[1], out var sequence)
        )
        {
            return false;
        }
        if (parts.Length == 2)
        {
            cursor = After(epoch, sequence);
            return true;
        }
        if (!Guid.TryParseExact(parts[2], "D", out _) || !TryNumber(parts[3], out var offset) || offset > int.MaxValue)
        {
            return false;
        }
        cursor = new LogCursor(epoch, sequence, parts[2], (int)offset);
        return true;
    }

    /// <summary>
    /// The place behind <paramref name="entry"/>. A message does not end the reply that is being followed, unless it is
    /// that reply: somebody else may write while it runs.
    /// </summary>
    public LogCursor Advance(long epoch, LogEntry entry) =>
        entry.EntryCase switch
        {
            LogEntry.EntryOneofCase.Message when entry.Message.Id == ReplyId => After(epoch, entry.Message.Sequence),
            LogEntry.EntryOneofCase.Message => this with { Epoch = epoch, Sequence = entry.Message.Sequence },
            LogEntry.EntryOneofCase.ReplyStarted when entry.ReplyStarted.ReplyId != ReplyId => this with
            {
                Epoch = epoch,
                ReplyId = entry.ReplyStarted.ReplyId,
                Offset = 0,
            },
            LogEntry.EntryOneofCase.ReplyEnded when entry.ReplyEnded.ReplyId == ReplyId => After(epoch, Sequence),
            LogEntry.EntryOneofCase.ReplyDelta => this with
            {
                Epoch = epoch,
                ReplyId = entry.ReplyDelta.ReplyId,
                Offset = entry.ReplyDelta.Offset + entry.ReplyDelta.Text.Length,
            },
            _ => this,
        };

    public Cursor ToProto() =>
        new()
        {
            Epoch = Epoch,
            Sequence = Sequence,
            ReplyId = ReplyId,
            Offset = Offset,
        };

    /// <summary>Writes the text form.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        JsonText.WriteNumber(output, Epoch);
        output.Write("."u8);
        JsonText.WriteNumber(output, Sequence);
        if (ReplyId.Length == 0)
        {
            return;
        }
        output.Write("."u8);
        _ = Encoding.UTF8.GetBytes(ReplyId, output);
        output.Write("."u8);
        JsonText.WriteNumber(output, Offset);
    }

    public override string ToString() =>
        ReplyId.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Sequence}")
            : string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Sequence}.{ReplyId}.{Offset}");

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
