using System.Buffers;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;
using Chat.Gateway.Live;
using Chat.Gateway.Locales;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>
/// The dialect's frames. Each satisfies both readings of the protocol: the documented one (<c>type</c>) and the shipped
/// widget's (<c>content</c>, <c>done</c>, <c>error</c>, <c>[DONE]</c>). No event names, no ids.
/// </summary>
/// <param name="strings">The visitor's language, for what errors tell it.</param>
internal sealed class ChatCopsFrames(LocaleStrings strings) : ReplyFrames
{
    // Behind every last frame; the original leaves it out after its own faults, where readers wait for the end instead.
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

    public override void WriteToolStarted(IBufferWriter<byte> output, ToolStarted started, in LogCursor cursor)
    {
        // The dialect has no such frame.
    }

    public override void WriteToolFinished(IBufferWriter<byte> output, ToolFinished finished, in LogCursor cursor)
    {
        // The dialect has no such frame.
    }

    public override void WriteLead(IBufferWriter<byte> output, Lead lead, in LogCursor cursor)
    {
        output.Write("data: {\"leadCaptured\":true,\"leadData\":{\"name\":"u8);
        JsonText.WriteString(output, lead.Name);
        output.Write(",\"email\":"u8);
        JsonText.WriteString(output, lead.Email);
        WriteOptional(output, ",\"company\":"u8, lead.Company);
        WriteOptional(output, ",\"phone\":"u8, lead.Phone);
        output.Write(",\"projectDetails\":"u8);
        JsonText.WriteString(output, lead.ProjectDetails);
        output.Write(",\"source\":"u8);
        JsonText.WriteString(output, lead.Source);
        output.Write("}}\n\n"u8);
    }

    public override void WriteUsage(IBufferWriter<byte> output, Usage usage, in LogCursor cursor)
    {
        // The dialect has no such frame.
    }

    public override void WriteHumanTurn(IBufferWriter<byte> output, HumanTurn turn, in LogCursor cursor) =>
        // The dialect knows no people: its reader is told in the reply's place, or it would show an empty bubble.
        WriteDelta(output, strings.HumanTurn, 0, cursor);

    public override void WriteDone(IBufferWriter<byte> output, Message? message, in LogCursor cursor)
    {
        if (message is { State: MessageState.Interrupted } && !ChatCopsProtocol.IsAnswer(message.InterruptionReason))
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
        output.Write(",\"message\":"u8);
        JsonText.WriteString(output, ChatCopsProtocol.MessageFor(code, strings));
        output.Write("}\n\n"u8);
        output.Write(StreamEndLine);
    }

    private static void WriteOptional(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string text)
    {
        if (text.Length > 0)
        {
            output.Write(name);
            JsonText.WriteString(output, text);
        }
    }
}
