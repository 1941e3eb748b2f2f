using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;

namespace Chat.Gateway.Live;

/// <summary>The public JSON of the log's ephemeral entries, the same on event streams and WebSockets.</summary>
internal static class EntryJson
{
    public static void WriteReplyStarted(IBufferWriter<byte> output, ReplyStarted started)
    {
        output.Write("{\"replyId\":"u8);
        JsonText.WriteString(output, started.ReplyId);
        if (started.InReplyTo.Length > 0)
        {
            output.Write(",\"inReplyTo\":"u8);
            JsonText.WriteString(output, started.InReplyTo);
        }
        output.Write("}"u8);
    }

    public static void WriteReplyEnded(IBufferWriter<byte> output, ReplyEnded ended)
    {
        output.Write("{\"replyId\":"u8);
        JsonText.WriteString(output, ended.ReplyId);
        output.Write("}"u8);
    }

    public static void WriteReplyDelta(IBufferWriter<byte> output, ReplyDelta delta)
    {
        output.Write("{\"replyId\":"u8);
        JsonText.WriteString(output, delta.ReplyId);
        output.Write(",\"text\":"u8);
        JsonText.WriteString(output, delta.Text);
        output.Write(",\"offset\":"u8);
        JsonText.WriteNumber(output, delta.Offset);
        output.Write("}"u8);
    }
}
