using System.Buffers;
using Chat.Gateway.Live;

namespace Chat.Gateway.Sse;

/// <summary>Frames of an event stream. The payload between Begin and End must be one line (our JSON always is).</summary>
internal static class SseCodec
{
    /// <summary>Writes everything before the payload of a named event that carries a cursor.</summary>
    public static void BeginEvent(IBufferWriter<byte> output, ReadOnlySpan<byte> name, in LogCursor cursor)
    {
        output.Write("event: "u8);
        output.Write(name);
        output.Write("\nid: "u8);
        cursor.WriteTo(output);
        output.Write("\ndata: "u8);
    }

    /// <summary>The same for an event beside the log: the reader's cursor stays where it is.</summary>
    public static void BeginEvent(IBufferWriter<byte> output, ReadOnlySpan<byte> name)
    {
        output.Write("event: "u8);
        output.Write(name);
        output.Write("\ndata: "u8);
    }

    /// <summary>Ends the event.</summary>
    public static void EndEvent(IBufferWriter<byte> output) => output.Write("\n\n"u8);

    /// <summary>Writes a comment that keeps the connection alive.</summary>
    public static void WriteHeartbeat(IBufferWriter<byte> output) => output.Write(SseProtocol.Heartbeat);
}
