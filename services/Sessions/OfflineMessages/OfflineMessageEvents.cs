using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Outbox;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.OfflineMessages;

/// <summary>The event of the bus that tells of an offline message.</summary>
internal static class OfflineMessageEvents
{
    public static OutboxRow Left(Guid tenantId, OfflineMessage message)
    {
        var eventId = Ids.New();
        var header = new EventHeader
        {
            EventId = eventId.ToString(),
            TenantId = tenantId.ToString(),
            OccurredAt = Timestamp.FromDateTime(message.LeftAt),
        };
        return Outbox.From(new OfflineMessageLeft { Header = header, Message = ToWire(message) }, eventId, tenantId);
    }

    private static Wire.OfflineMessage ToWire(OfflineMessage message)
    {
        var wire = new Wire.OfflineMessage
        {
            Id = message.Id.ToString(),
            SenderId = message.SenderId ?? "",
            Name = message.Details.Name,
            Email = message.Details.Email,
            Phone = message.Details.Phone,
            Subject = message.Details.Subject,
            Text = message.Details.Text,
            PageUrl = message.Details.PageUrl,
            LeftAt = Timestamp.FromDateTime(message.LeftAt),
        };
        foreach (var (name, value) in message.Details.Fields)
        {
            wire.Fields.Add(name, value);
        }

        return wire;
    }
}
