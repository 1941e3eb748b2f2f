using System.Buffers;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Chat.Gateway.Live;

namespace Chat.Gateway.Chat;

/// <summary>
/// The answer of <c>POST /v1/chat</c> in one piece, for callers who asked for no stream: collects a reply's steps, which write
/// nothing, and then writes what became of the message.
/// </summary>
/// <param name="visitorToken">Handed out where the stream would, else null.</param>
internal sealed class WholeReply(string? visitorToken) : ReplyFrames
{
    private readonly List<string> leads = [];
    private ReplyAccepted? accepted;
    private Message? reply;
    private HumanTurn humanTurn;
    private StreamFault? fault;

    /// <inheritdoc/>
    public override bool IsStream => false;

    /// <summary>Whether there is something to write: not when the caller left before the end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Writes the body; call it when the steps are over.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        output.Write("{\"conversationId\":"u8);
        JsonText.WriteString(output, accepted!.ConversationId);
        JsonFieldWriter.WriteText(output, ",\"visitorToken\":"u8, visitorToken ?? "");
        output.Write(",\"message\":{\"id\":"u8);
        JsonText.WriteString(output, accepted.Message.Id);
        output.Write(",\"sequence\":"u8);
        JsonText.WriteNumber(output, accepted.Message.Sequence);
        output.Write("}"u8);
        JsonFieldWriter.WriteText(output, ",\"replyId\":"u8, accepted.ReplyId);
        foreach (var (index, lead) in leads.Index())
        {
            output.Write(index == 0 ? ",\"leadIds\":["u8 : ","u8);
            JsonText.WriteString(output, lead);
        }
        output.Write(leads.Count > 0 ? "]"u8 : ""u8);
        WriteEnd(output);
        output.Write("}"u8);
    }

    public override void WriteAccepted(IBufferWriter<byte> output, ReplyAccepted accepted) => this.accepted = accepted;

    public override void WriteDelta(
        IBufferWriter<byte> output,
        ReadOnlySpan<char> text,
        int offset,
        in LogCursor cursor
    )
    {
        // The stored message has the whole text.
    }

    public override void WriteCitation(IBufferWriter<byte> output, Citation citation, in LogCursor cursor)
    {
        // Part of the stored message, as is the usage.
    }

    public override void WriteToolStarted(IBufferWriter<byte> output, ToolStarted started, in LogCursor cursor)
    {
        // Over when the answer comes.
    }

    public override void WriteToolFinished(IBufferWriter<byte> output, ToolFinished finished, in LogCursor cursor)
    {
        // Over when the answer comes.
    }

    public override void WriteLead(IBufferWriter<byte> output, Lead lead, in LogCursor cursor) => leads.Add(lead.Id);

    public override void WriteUsage(IBufferWriter<byte> output, Usage usage, in LogCursor cursor)
    {
        // Part of the stored message.
    }

    public override void WriteHumanTurn(IBufferWriter<byte> output, HumanTurn turn, in LogCursor cursor) =>
        humanTurn = turn;

    public override void WriteDone(IBufferWriter<byte> output, Message? message, in LogCursor cursor)
    {
        reply = message;
        HasEnded = true;
    }

    public override void WriteError(IBufferWriter<byte> output, StreamFault fault, in LogCursor cursor)
    {
        this.fault = fault;
        HasEnded = true;
    }

    private void WriteEnd(IBufferWriter<byte> output)
    {
        if (fault is not null)
        {
            output.Write(",\"error\":"u8);
            StreamFaultJson.Write(output, fault);
        }
        else if (reply is not null)
        {
            output.Write(",\"reply\":"u8);
            MessageJson.Write(output, reply);
        }
        else
        {
            output.Write(",\"manual\":true,\"humanTurn\":"u8);
            output.Write(humanTurn is HumanTurn.HandedOver ? "\"handed_over\""u8 : "\"queued\""u8);
        }
    }
}
