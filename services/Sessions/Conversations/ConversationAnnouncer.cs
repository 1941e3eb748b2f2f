using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Live;
using Chat.Sessions.Messages;
using Chat.Sessions.Signals;
using Chat.Sessions.Speaking;

namespace Chat.Sessions.Conversations;

/// <summary>Tells of changes that are committed: readers, agents, the relay, and whoever speaks. Nothing of it is waited for.</summary>
internal sealed class ConversationAnnouncer(
    LogHub hub,
    ActiveReplies active,
    StopSignals stops,
    InboxNews inbox,
    ISignals signals,
    IOutboxSignal outbox
)
{
    public void Tell(PreparedChange change)
    {
        var (next, entry) = (change.Next, change.Entry);
        active.Find(next.Id)?.SawSequence(entry.Sequence);
        hub.Publish(next.Id, new LogEntry { Sequence = entry.Sequence, Message = entry.ToWire() });
        inbox.Tell(change);
        if (change.LeftQueue)
        {
            signals.Publish(change.TenantId, SignalTopic.Conversation(next.Id), new QueueSignal(next.Id, 0, null));
        }

        outbox.Notify();
        if (change.Cut)
        {
            stops.Send(next.Id, change.Fence, StopReasons.OfCut(next.Status));
        }
    }
}
