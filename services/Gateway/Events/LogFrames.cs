using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;
using Chat.Gateway.Live;
using Chat.Gateway.Sse;
using Chat.Gateway.WebSockets;

namespace Chat.Gateway.Events;

/// <summary>The events of <c>GET /v1/conversations/{id}/events</c>: message, reply, delta, ended, reset, signal.</summary>
internal static class LogFrames
{
    /// <summary>Writes one entry; <paramref name="cursor"/> stands behind it.</summary>
    public static void WriteEntry(IBufferWriter<byte> output, LogEntry entry, in LogCursor cursor)
    {
        switch (entry.EntryCase)
        {
            case LogEntry.EntryOneofCase.Message:
                SseCodec.BeginEvent(output, "message"u8, cursor);
                MessageJson.Write(output, entry.Message);
                SseCodec.EndEvent(output);
                break;
            case LogEntry.EntryOneofCase.ReplyStarted:
                SseCodec.BeginEvent(output, "reply"u8, cursor);
                EntryJson.WriteReplyStarted(output, entry.ReplyStarted);
                SseCodec.EndEvent(output);
                break;
            case LogEntry.EntryOneofCase.ReplyEnded:
                SseCodec.BeginEvent(output, "ended"u8, cursor);
                EntryJson.WriteReplyEnded(output, entry.ReplyEnded);
                SseCodec.EndEvent(output);
                break;
            case LogEntry.EntryOneofCase.ReplyDelta:
                SseCodec.BeginEvent(output, "delta"u8, cursor);
                EntryJson.WriteReplyDelta(output, entry.ReplyDelta);
                SseCodec.EndEvent(output);
                break;
            default:
                break;
        }
    }

    /// <summary>Writes what goes on beside the log.</summary>
    public static void WriteSignals(IBufferWriter<byte> output, IReadOnlyList<Signal> signals)
    {
        foreach (var signal in signals)
        {
            if (signal.SignalCase == Signal.SignalOneofCase.None)
            {
                // Of a kind that a newer Sessions gives.
                continue;
            }
            SseCodec.BeginEvent(output, "signal"u8);
            SignalFrames.Write(output, signal);
            SseCodec.EndEvent(output);
        }
    }

    /// <summary>The log was rebuilt: what the reader has is void, and everything follows from the beginning.</summary>
    public static void WriteReset(IBufferWriter<byte> output, long epoch)
    {
        SseCodec.BeginEvent(output, "reset"u8, LogCursor.After(epoch, 0));
        output.Write("{\"epoch\":"u8);
        JsonText.WriteNumber(output, epoch);
        output.Write("}"u8);
        SseCodec.EndEvent(output);
    }
}
