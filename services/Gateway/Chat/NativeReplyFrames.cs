using System.Buffers;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Chat.Gateway.Live;
using Chat.Gateway.Sse;

namespace Chat.Gateway.Chat;

/// <summary>
/// The events of <c>POST /v1/chat</c>: conversation, delta, tool_started, tool_finished, lead, citation, usage, queued,
/// handed_over, done, error. Each carries the cursor with
/// which the stream can be resumed behind it.
/// </summary>
/// <param name="visitorToken">Handed out with the first event when the visitor is new; else null.</param>
internal sealed class NativeReplyFrames(string? visitorToken) : ReplyFrames
{
    public override void WriteAccepted(IBufferWriter<byte> output, ReplyAccepted accepted)
    {
        var cursor = new LogCursor(accepted.Epoch, accepted.Message.Sequence, accepted.ReplyId, 0);
        SseCodec.BeginEvent(output, "conversation"u8, cursor);
        output.Write("{\"conversationId\":"u8);
        JsonText.WriteString(output, accepted.ConversationId);
        if (visitorToken is not null)
        {
            output.Write(",\"visitorToken\":"u8);
            JsonText.WriteString(output, visitorToken);
        }
        output.Write(",\"message\":{\"id\":"u8);
        JsonText.WriteString(output, accepted.Message.Id);
        output.Write(",\"sequence\":"u8);
        JsonText.WriteNumber(output, accepted.Message.Sequence);
        output.Write("}"u8);
        if (accepted.ReplyId.Length > 0)
        {
            output.Write(",\"replyId\":"u8);
            JsonText.WriteString(output, accepted.ReplyId);
        }
        output.Write("}"u8);
        SseCodec.EndEvent(output);
    }

    public override void WriteDelta(
        IBufferWriter<byte> output,
        ReadOnlySpan<char> text,
        int offset,
        in LogCursor cursor
    )
    {
        SseCodec.BeginEvent(output, "delta"u8, cursor);
        output.Write("{\"text\":"u8);
        JsonText.WriteString(output, text);
        output.Write(",\"offset\":"u8);
        JsonText.WriteNumber(output, offset);
        output.Write("}"u8);
        SseCodec.EndEvent(output);
    }

    public override void WriteCitation(IBufferWriter<byte> output, Citation citation, in LogCursor cursor)
    {
        SseCodec.BeginEvent(output, "citation"u8, cursor);
        MessageJson.WriteCitation(output, citation);
        SseCodec.EndEvent(output);
    }

    public override void WriteToolStarted(IBufferWriter<byte> output, ToolStarted started, in LogCursor cursor)
    {
        SseCodec.BeginEvent(output, "tool_started"u8, cursor);
        WriteCall(output, started.CallId, started.Name);
        output.Write("}"u8);
        SseCodec.EndEvent(output);
    }

    public override void WriteToolFinished(IBufferWriter<byte> output, ToolFinished finished, in LogCursor cursor)
    {
        SseCodec.BeginEvent(output, "tool_finished"u8, cursor);
        WriteCall(output, finished.CallId, finished.Name);
        output.Write(finished.Ok ? ",\"ok\":true}"u8 : ",\"ok\":false}"u8);
        SseCodec.EndEvent(output);
    }

    public override void WriteLead(IBufferWriter<byte> output, Lead lead, in LogCursor cursor)
    {
        // The id only: what the visitor told the model is known to the page, and the rest is the company's.
        SseCodec.BeginEvent(output, "lead"u8, cursor);
        output.Write("{\"leadId\":"u8);
        JsonText.WriteString(output, lead.Id);
        output.Write("}"u8);
        SseCodec.EndEvent(output);
    }

    public override void WriteUsage(IBufferWriter<byte> output, Usage usage, in LogCursor cursor)
    {
        SseCodec.BeginEvent(output, "usage"u8, cursor);
        MessageJson.WriteUsage(output, usage);
        SseCodec.EndEvent(output);
    }

    public override void WriteHumanTurn(IBufferWriter<byte> output, HumanTurn turn, in LogCursor cursor)
    {
        // Where the conversation stands in the queue is told by its log's signals, and by GET .../queue.
        SseCodec.BeginEvent(output, turn is HumanTurn.HandedOver ? "handed_over"u8 : "queued"u8, cursor);
        output.Write("{}"u8);
        SseCodec.EndEvent(output);
    }

    public override void WriteDone(IBufferWriter<byte> output, Message? message, in LogCursor cursor)
    {
        SseCodec.BeginEvent(output, "done"u8, cursor);
        if (message is null)
        {
            output.Write("{\"manual\":true}"u8);
        }
        else
        {
            output.Write("{\"message\":"u8);
            MessageJson.WriteHead(output, message);
            output.Write("}}"u8);
        }
        SseCodec.EndEvent(output);
    }

    public override void WriteError(IBufferWriter<byte> output, StreamFault fault, in LogCursor cursor)
    {
        SseCodec.BeginEvent(output, "error"u8, cursor);
        StreamFaultJson.Write(output, fault);
        SseCodec.EndEvent(output);
    }

    private static void WriteCall(IBufferWriter<byte> output, string callId, string name)
    {
        output.Write("{\"callId\":"u8);
        JsonText.WriteString(output, callId);
        output.Write(",\"name\":"u8);
        JsonText.WriteString(output, name);
    }
}
