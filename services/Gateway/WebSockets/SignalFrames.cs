using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;

namespace Chat.Gateway.WebSockets;

/// <summary>Signals as a frame: pure.</summary>
internal static class SignalFrames
{
    /// <summary>Signals of one subscription; with <paramref name="lost"/> the client hears that some were lost before.</summary>
    public static byte[] Signals(string id, IReadOnlyList<Signal> signals, bool lost)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write("{\"type\":\"signals\",\"id\":"u8);
        JsonText.WriteString(output, id);
        output.Write(lost ? ",\"signals\":[{\"type\":\"lost\"}"u8 : ",\"signals\":["u8);
        var isFirst = !lost;
        foreach (var signal in signals)
        {
            if (signal.SignalCase == Signal.SignalOneofCase.None)
            {
                // Of a kind that a newer Sessions gives.
                continue;
            }
            if (!isFirst)
            {
                output.Write(","u8);
            }
            Write(output, signal);
            isFirst = false;
        }
        output.Write("]}"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>One signal, of a kind that is known here, as an object.</summary>
    public static void Write(IBufferWriter<byte> output, Signal signal)
    {
        output.Write("{\"type\":"u8);
        WriteFields(output, signal);
        output.Write("}"u8);
    }

    private static void WriteFields(IBufferWriter<byte> output, Signal signal)
    {
        switch (signal.SignalCase)
        {
            case Signal.SignalOneofCase.Typing:
                output.Write("\"typing\",\"author\":"u8);
                MessageJson.WriteAuthor(output, signal.Typing.Author);
                output.Write(signal.Typing.Typing_ ? ",\"typing\":true"u8 : ",\"typing\":false"u8);
                WriteNumber(output, ",\"expiresIn\":"u8, signal.Typing.ExpiresIn);
                break;
            case Signal.SignalOneofCase.Receipt:
                output.Write("\"receipt\",\"reader\":"u8);
                MessageJson.WriteAuthor(output, signal.Receipt.Reader);
                WriteNumber(output, ",\"delivered\":"u8, signal.Receipt.Delivered);
                WriteNumber(output, ",\"read\":"u8, signal.Receipt.Read);
                break;
            case Signal.SignalOneofCase.Presence:
                output.Write("\"presence\""u8);
                WriteText(output, ",\"agentId\":"u8, signal.Presence.AgentId);
                WriteText(output, ",\"status\":"u8, StatusOf(signal.Presence.Status));
                break;
            case Signal.SignalOneofCase.QueuePosition:
                output.Write("\"queue\""u8);
                WriteText(output, ",\"conversationId\":"u8, signal.QueuePosition.ConversationId);
                WriteNumber(output, ",\"position\":"u8, signal.QueuePosition.Position);
                WriteNumber(output, ",\"estimatedWait\":"u8, signal.QueuePosition.EstimatedWait);
                break;
            case Signal.SignalOneofCase.InboxChange:
                WriteInbox(output, signal.InboxChange);
                break;
            case Signal.SignalOneofCase.Stats:
                WriteStats(output, signal.Stats);
                break;
            case Signal.SignalOneofCase.AgentMessage:
                output.Write("\"agentMessage\""u8);
                WriteText(output, ",\"threadId\":"u8, signal.AgentMessage.ThreadId);
                WriteNumber(output, ",\"sequence\":"u8, signal.AgentMessage.Sequence);
                WriteText(output, ",\"agentId\":"u8, signal.AgentMessage.AgentId);
                break;
            case Signal.SignalOneofCase.CustomerPresence:
                output.Write("\"customer\""u8);
                WriteText(output, ",\"conversationId\":"u8, signal.CustomerPresence.ConversationId);
                WriteText(output, ",\"status\":"u8, StatusOf(signal.CustomerPresence.Status));
                break;
            default:
                output.Write("\"lost\""u8);
                break;
        }
    }

    private static void WriteInbox(IBufferWriter<byte> output, InboxChange change)
    {
        output.Write("\"inbox\""u8);
        WriteText(output, ",\"conversationId\":"u8, change.ConversationId);
        WriteText(output, ",\"change\":"u8, change.Change);
        if (change.AssignedAgentId.Length > 0)
        {
            WriteText(output, ",\"assignedAgentId\":"u8, change.AssignedAgentId);
        }
        WriteNumber(output, ",\"lastSequence\":"u8, change.LastSequence);
    }

    private static void WriteStats(IBufferWriter<byte> output, Stats stats)
    {
        output.Write("\"stats\""u8);
        WriteNumber(output, ",\"open\":"u8, stats.Open);
        WriteNumber(output, ",\"queued\":"u8, stats.Queued);
        WriteNumber(output, ",\"assigned\":"u8, stats.Assigned);
        WriteNumber(output, ",\"resolvedToday\":"u8, stats.ResolvedToday);
        WriteNumber(output, ",\"agents\":"u8, stats.Agents);
        WriteNumber(output, ",\"agentsOnline\":"u8, stats.AgentsOnline);
    }

    private static string StatusOf(PresenceStatus status) =>
        status switch
        {
            PresenceStatus.Online => "online",
            PresenceStatus.Away => "away",
            PresenceStatus.Busy => "busy",
            _ => "offline",
        };

    private static void WriteNumber(IBufferWriter<byte> output, ReadOnlySpan<byte> name, long number)
    {
        output.Write(name);
        JsonText.WriteNumber(output, number);
    }

    private static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string text)
    {
        output.Write(name);
        JsonText.WriteString(output, text);
    }
}
