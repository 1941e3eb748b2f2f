using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Outbox;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Presence;

/// <summary>The event of the bus that tells of an agent's status.</summary>
internal static class PresenceEvents
{
    public static OutboxRow Changed(StatusChange change)
    {
        var eventId = Ids.New();
        var message = new AgentStatusChanged
        {
            Header = new EventHeader
            {
                EventId = eventId.ToString(),
                TenantId = change.Agent.TenantId.ToString(),
                OccurredAt = Timestamp.FromDateTimeOffset(TimeOf(eventId)),
            },
            AgentId = change.Agent.AgentId.ToString(),
            Status = (Wire.PresenceStatus)change.Status,
            Chosen = (Wire.PresenceStatus)change.Chosen,
        };
        return Outbox.From(message, eventId, change.Agent.TenantId);
    }

    // RFC 9562, 5.7: the first 48 bits of a UUIDv7 are its time in milliseconds.
    private static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        foreach (var part in bytes[..6])
        {
            milliseconds = (milliseconds << 8) | part;
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }
}
