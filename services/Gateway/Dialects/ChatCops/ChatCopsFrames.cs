using System.Buffers;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;
using Chat.Gateway.Live;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>
/// The dialect's frames. Each satisfies both readings of the protocol: the documented one (<c>type</c>) and the shipped
/// widget's (<c>content</c>, <c>done</c>, <c>error</c>, <c>[DONE]</c>). No event names, no ids.
/// </summary>
internal sealed class ChatCopsFrames : ReplyFrames
{
    // The original ends without this line after its own faults, and so do we: the widget must not take it for success.
    private static ReadOnlySpan<byte> StreamEndLine => "data: [DONE]\n\n"u8;

    public override void WriteAccepted(IBufferWriter<byte> output, ReplyAccepted accepted)
    {
        // The dialect has no such frame.
    }

    public override void WriteDelta(
        IBufferWriter<byte> output,
        ReadOnlySpan<char> text,
        int offset,
        in LogCursor cursor
    )
    {
        output.Write("data: {\"type\":\"token\",\"content\":"u8);
        JsonText.WriteString(output, text);
        output.Write("}\n\n"u8);
    }

    public override void WriteCitation(IBufferWriter<byte> output, Citation citation, in LogCursor cursor)
    {
        // The dialect has no such frame.
    }

    public override void WriteUsage(IBufferWriter<byte> output, Usage usage, in LogCursor cursor)
    {
        // The dialect has no such frame.
    }

    public override void WriteDone(IBufferWriter<byte> output, Message? message, in LogCursor cursor)
    {
        if (message is { State: MessageState.Interrupted })
        {
            // Read from the log: the call that made the answer reported the fault to its own reader only.
            WriteError(output, new StreamFault(message.InterruptionReason, "", Retryable: true), cursor);
            return;
        }
        output.Write("data: {\"type\":\"done\",\"done\":true}\n\n"u8);
        output.Write(StreamEndLine);
    }

    public override void WriteError(IBufferWriter<byte> output, StreamFault fault, in LogCursor cursor)
    {
        var code = ChatCopsProtocol.ErrorCode(fault.Code);
        output.Write("data: {\"type\":\"error\",\"error\":"u8);
        JsonText.WriteString(output, code);
        output.Write("}\n\n"u8);
        if (code != ChatCopsProtocol.InternalError)
        {
            output.Write(StreamEndLine);
        }
    }
}
