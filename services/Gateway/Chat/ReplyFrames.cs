using System.Buffers;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;

namespace Chat.Gateway.Chat;

/// <summary>
/// How one wire format writes the steps of a reply: pure, from step to bytes. The native API and each dialect have one;
/// <see cref="ReplyPump"/> drives them all. One instance per stream: a codec may remember what it has written.
/// </summary>
internal abstract class ReplyFrames
{
    /// <summary>Whether the steps are sent one by one; false: the steps write nothing, and the answer follows in one piece.</summary>
    public virtual bool IsStream => true;

    /// <summary>The visitor's message is durable.</summary>
    public abstract void WriteAccepted(IBufferWriter<byte> output, ReplyAccepted accepted);

    /// <summary>More text. <paramref name="cursor"/> stands behind it.</summary>
    public abstract void WriteDelta(
        IBufferWriter<byte> output,
        ReadOnlySpan<char> text,
        int offset,
        in LogCursor cursor
    );

    /// <summary>A passage the reply rests on.</summary>
    public abstract void WriteCitation(IBufferWriter<byte> output, Citation citation, in LogCursor cursor);

    /// <summary>A tool is running: its name only, what the model gave it is nobody's business.</summary>
    public abstract void WriteToolStarted(IBufferWriter<byte> output, ToolStarted started, in LogCursor cursor);

    /// <summary>A tool came to an end.</summary>
    public abstract void WriteToolFinished(IBufferWriter<byte> output, ToolFinished finished, in LogCursor cursor);

    /// <summary>A lead was stored: the visitor wants to hear from the company.</summary>
    public abstract void WriteLead(IBufferWriter<byte> output, Lead lead, in LogCursor cursor);

    /// <summary>What the reply cost.</summary>
    public abstract void WriteUsage(IBufferWriter<byte> output, Usage usage, in LogCursor cursor);

    /// <summary>People answer this conversation, and no reply will be made; comes in front of the end.</summary>
    public abstract void WriteHumanTurn(IBufferWriter<byte> output, HumanTurn turn, in LogCursor cursor);

    /// <summary>The reply is durable; null when humans answer this conversation and no reply was made.</summary>
    public abstract void WriteDone(IBufferWriter<byte> output, Message? message, in LogCursor cursor);

    /// <summary>The stream ends early.</summary>
    public abstract void WriteError(IBufferWriter<byte> output, StreamFault fault, in LogCursor cursor);
}
