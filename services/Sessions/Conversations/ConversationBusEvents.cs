using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Messages;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Sessions.Conversations;

/// <summary>The events of the bus that tell of conversations.</summary>
internal static class ConversationBusEvents
{
    public static OutboxRow Changed(Guid tenantId, ConversationState conversation, StoredMessage entry)
    {
        var eventId = Ids.New();
        var changed = new ConversationChanged
        {
            Header = new EventHeader
            {
                EventId = eventId.ToString(),
                TenantId = tenantId.ToString(),
                OccurredAt = Timestamp.FromDateTime(entry.CreatedAt),
            },
            Message = entry.ToWire(),
            Conversation = conversation.ToWire(),
        };
        return Outbox.From(changed, eventId, tenantId);
    }

    public static OutboxRow Started(Guid tenantId, ConversationState conversation)
    {
        var eventId = Ids.New();
        var started = new ConversationStarted
        {
            Header = new EventHeader
            {
                EventId = eventId.ToString(),
                TenantId = tenantId.ToString(),
                OccurredAt = Timestamp.FromDateTime(conversation.CreatedAt),
            },
            Conversation = conversation.ToWire(),
        };
        return Outbox.From(started, eventId, tenantId);
    }
}
