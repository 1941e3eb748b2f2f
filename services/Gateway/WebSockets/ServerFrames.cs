using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;
using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>The frames the server sends, as bytes: pure.</summary>
internal static class ServerFrames
{
    /// <summary>The socket is authenticated; the token is there when the visitor is new.</summary>
    public static byte[] Ready(string? visitorId, string? visitorToken)
    {
        var output = Begin("{\"type\":\"ready\""u8);
        WriteOptional(output, ",\"visitorId\":"u8, visitorId);
        WriteOptional(output, ",\"visitorToken\":"u8, visitorToken);
        return End(output);
    }

    /// <summary>The command is done.</summary>
    public static byte[] Done(string id)
    {
        var output = Begin("{\"type\":\"ack\",\"id\":"u8);
        JsonText.WriteString(output, id);
        return End(output);
    }

    /// <summary>This instance stops: come back, after a while.</summary>
    public static byte[] Reconnect(TimeSpan after)
    {
        var output = Begin("{\"type\":\"reconnect\",\"after\":"u8);
        JsonText.WriteNumber(output, (long)after.TotalMilliseconds);
        return End(output);
    }

    /// <summary>The AI does not answer this message.</summary>
    public static byte[] ReplyFailed(Message message, Error error)
    {
        var output = Begin("{\"type\":\"reply.failed\",\"conversationId\":"u8);
        JsonText.WriteString(output, message.ConversationId);
        output.Write(",\"inReplyTo\":"u8);
        JsonText.WriteString(output, message.Id);
        WriteError(output, error);
        return End(output);
    }

    /// <summary>The message is durable.</summary>
    public static byte[] Ack(string id, PostMessageResponse posted)
    {
        var output = Begin("{\"type\":\"ack\",\"id\":"u8);
        JsonText.WriteString(output, id);
        output.Write(",\"conversationId\":"u8);
        JsonText.WriteString(output, posted.Conversation.Id);
        output.Write(",\"message\":{\"id\":"u8);
        JsonText.WriteString(output, posted.Message.Id);
        output.Write(",\"sequence\":"u8);
        JsonText.WriteNumber(output, posted.Message.Sequence);
        output.Write("},\"cursor\":"u8);
        WriteCursor(output, LogCursor.After(posted.Conversation.Epoch, posted.Message.Sequence));
        return End(output);
    }

    /// <summary>The subscription stands.</summary>
    public static byte[] Subscribed(string id, LiveBegan began)
    {
        var output = Begin("{\"type\":\"subscribed\",\"id\":"u8);
        JsonText.WriteString(output, id);
        output.Write(",\"epoch\":"u8);
        JsonText.WriteNumber(output, began.Epoch);
        output.Write(began.Reset ? ",\"reset\":true"u8 : ",\"reset\":false"u8);
        return End(output);
    }

    /// <summary>Entries in order; <paramref name="cursor"/> moves behind them.</summary>
    public static byte[] Entries(string id, LiveEntries entries, ref LogCursor cursor)
    {
        var output = Begin("{\"type\":\"entries\",\"id\":"u8);
        JsonText.WriteString(output, id);
        output.Write(",\"entries\":["u8);
        for (var index = 0; index < entries.Entries.Count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }
            cursor = cursor.Advance(entries.Epoch, entries.Entries[index]);
            WriteEntry(output, entries.Entries[index], cursor);
        }
        output.Write("]"u8);
        return End(output);
    }

    /// <summary>A command failed, or (with a subscription's id) the subscription is over.</summary>
    public static byte[] Failed(string? id, Error error)
    {
        var output = Begin("{\"type\":\"error\""u8);
        WriteOptional(output, ",\"id\":"u8, id);
        WriteError(output, error);
        WriteOptional(output, ",\"notice\":"u8, (error as PreconditionFailed)?.Notice);
        if (error is RateLimited { RetryAfter: { } wait })
        {
            output.Write(",\"retryAfter\":"u8);
            JsonText.WriteNumber(output, (long)Math.Ceiling(wait.TotalMilliseconds));
        }
        if (error is Invalid { Faults.Count: > 0 } invalid)
        {
            WriteFaults(output, invalid.Faults);
        }
        return End(output);
    }

    public static byte[] Pong(string id)
    {
        var output = Begin("{\"type\":\"pong\""u8);
        WriteOptional(output, ",\"id\":"u8, id);
        return End(output);
    }

    private static void WriteEntry(IBufferWriter<byte> output, LogEntry entry, in LogCursor cursor)
    {
        output.Write("{\"type\":"u8);
        output.Write(
            entry.EntryCase switch
            {
                LogEntry.EntryOneofCase.Message => "\"message\""u8,
                LogEntry.EntryOneofCase.ReplyStarted => "\"reply.started\""u8,
                LogEntry.EntryOneofCase.ReplyEnded => "\"reply.ended\""u8,
                _ => "\"reply.delta\""u8,
            }
        );
        output.Write(",\"cursor\":"u8);
        WriteCursor(output, cursor);
        switch (entry.EntryCase)
        {
            case LogEntry.EntryOneofCase.Message:
                output.Write(",\"message\":"u8);
                MessageJson.Write(output, entry.Message);
                break;
            case LogEntry.EntryOneofCase.ReplyStarted:
                output.Write(",\"reply\":"u8);
                EntryJson.WriteReplyStarted(output, entry.ReplyStarted);
                break;
            case LogEntry.EntryOneofCase.ReplyEnded:
                output.Write(",\"reply\":"u8);
                EntryJson.WriteReplyEnded(output, entry.ReplyEnded);
                break;
            default:
                output.Write(",\"delta\":"u8);
                EntryJson.WriteReplyDelta(output, entry.ReplyDelta);
                break;
        }
        output.Write("}"u8);
    }

    private static void WriteError(IBufferWriter<byte> output, Error error)
    {
        output.Write(",\"code\":"u8);
        JsonText.WriteString(output, error.Code);
        output.Write(",\"message\":"u8);
        JsonText.WriteString(output, (error as Invalid)?.Detail ?? error.Message);
        output.Write(error.IsRetryable() ? ",\"retryable\":true"u8 : ",\"retryable\":false"u8);
    }

    private static void WriteFaults(IBufferWriter<byte> output, IReadOnlyList<FieldFault> faults)
    {
        output.Write(",\"errors\":["u8);
        for (var index = 0; index < faults.Count; index++)
        {
            output.Write(index > 0 ? ",{\"pointer\":"u8 : "{\"pointer\":"u8);
            JsonText.WriteString(output, faults[index].Pointer);
            output.Write(",\"code\":"u8);
            JsonText.WriteString(output, faults[index].Code);
            output.Write(",\"detail\":"u8);
            JsonText.WriteString(output, faults[index].Message);
            output.Write("}"u8);
        }
        output.Write("]"u8);
    }

    private static void WriteCursor(IBufferWriter<byte> output, in LogCursor cursor)
    {
        output.Write("\""u8);
        cursor.WriteTo(output);
        output.Write("\""u8);
    }

    private static void WriteOptional(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            output.Write(name);
            JsonText.WriteString(output, text);
        }
    }

    private static ArrayBufferWriter<byte> Begin(ReadOnlySpan<byte> head)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write(head);
        return output;
    }

    private static byte[] End(ArrayBufferWriter<byte> output)
    {
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }
}
