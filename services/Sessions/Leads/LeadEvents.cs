using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Outbox;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Sessions.Leads;

/// <summary>The event of the bus that tells of a lead.</summary>
internal static class LeadEvents
{
    public static OutboxRow Captured(Guid tenantId, Lead lead)
    {
        var eventId = Ids.New();
        var header = new EventHeader
        {
            EventId = eventId.ToString(),
            TenantId = tenantId.ToString(),
            OccurredAt = Timestamp.FromDateTime(lead.CapturedAt),
        };
        return Outbox.From(new LeadCaptured { Header = header, Lead = lead.ToWire() }, eventId, tenantId);
    }
}
