using Chat.Sessions.Messages;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Signals;

/// <summary>Signals on the wire.</summary>
internal static class SignalMapping
{
    public static Wire.Signal ToWire(this Signal signal, DateTimeOffset at)
    {
        var wire = new Wire.Signal
        {
            Key = signal.Key,
            Internal = signal.IsInternal,
            At = Timestamp.FromDateTimeOffset(at),
        };
        switch (signal)
        {
            case TypingSignal typing:
                wire.Typing = ToWire(typing);
                break;
            case ReceiptSignal receipt:
                wire.Receipt = ToWire(receipt);
                break;
            case PresenceSignal presence:
                wire.Presence = ToWire(presence);
                break;
            case QueueSignal queue:
                wire.QueuePosition = ToWire(queue);
                break;
            case InboxSignal inbox:
                wire.InboxChange = ToWire(inbox);
                break;
            case StatsSignal stats:
                wire.Stats = ToWire(stats);
                break;
            case AgentMessageSignal posted:
                wire.AgentMessage = ToWire(posted);
                break;
            case CustomerPresenceSignal customer:
                wire.CustomerPresence = ToWire(customer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(signal), signal.Key, "The wire has no form for it.");
        }

        return wire;
    }

    private static Wire.Typing ToWire(TypingSignal typing) =>
        new()
        {
            Author = typing.Author.ToWire(),
            Typing_ = typing.IsTyping,
            ExpiresIn = typing.IsTyping ? (int)typing.Lasts.TotalSeconds : 0,
        };

    private static Wire.Receipt ToWire(ReceiptSignal receipt) =>
        new()
        {
            Reader = receipt.Reader.ToWire(),
            Delivered = receipt.Delivered,
            Read = receipt.Read,
        };

    private static Wire.AgentPresence ToWire(PresenceSignal presence) =>
        new() { AgentId = presence.AgentId.ToString(), Status = (Wire.PresenceStatus)presence.Status };

    private static Wire.CustomerPresence ToWire(CustomerPresenceSignal customer) =>
        new() { ConversationId = customer.ConversationId.ToString(), Status = (Wire.PresenceStatus)customer.Status };

    private static Wire.QueuePosition ToWire(QueueSignal queue) =>
        new()
        {
            ConversationId = queue.ConversationId.ToString(),
            Position = queue.Position,
            EstimatedWait = (int)Math.Ceiling(queue.EstimatedWait?.TotalSeconds ?? 0),
        };

    private static Wire.InboxChange ToWire(InboxSignal inbox) =>
        new()
        {
            ConversationId = inbox.ConversationId.ToString(),
            Change = inbox.Change,
            AssignedAgentId = inbox.AssignedAgentId?.ToString() ?? "",
            LastSequence = inbox.LastSequence,
        };

    private static Wire.AgentMessagePosted ToWire(AgentMessageSignal posted) =>
        new()
        {
            ThreadId = posted.ThreadId.ToString(),
            Sequence = posted.Sequence,
            AgentId = posted.AuthorId.ToString(),
        };

    private static Wire.Stats ToWire(StatsSignal stats) =>
        new()
        {
            Open = stats.Open,
            Queued = stats.Queued,
            Assigned = stats.Assigned,
            ResolvedToday = stats.ResolvedToday,
            Agents = stats.Agents,
            AgentsOnline = stats.AgentsOnline,
        };
}
