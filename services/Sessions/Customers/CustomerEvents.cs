using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Outbox;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Sessions.Customers;

/// <summary>The events of the bus that tell of customers.</summary>
internal static class CustomerEvents
{
    public static OutboxRow Created(Guid tenantId, Customer customer)
    {
        var eventId = Ids.New();
        var header = Header(eventId, tenantId, customer.UpdatedAt);
        return Outbox.From(new CustomerCreated { Header = header, Customer = customer.ToWire() }, eventId, tenantId);
    }

    public static OutboxRow Updated(Guid tenantId, Customer customer, CustomerStatus before)
    {
        var eventId = Ids.New();
        var header = Header(eventId, tenantId, customer.UpdatedAt);
        var updated = new CustomerUpdated
        {
            Header = header,
            Customer = customer.ToWire(),
            PreviousStatus = (Chat.Contracts.Sessions.V1.CustomerStatus)before,
        };
        return Outbox.From(updated, eventId, tenantId);
    }

    public static OutboxRow Deleted(Guid tenantId, Guid customerId, Guid? mergedInto, DateTime now)
    {
        var eventId = Ids.New();
        var deleted = new CustomerDeleted
        {
            Header = Header(eventId, tenantId, now),
            CustomerId = customerId.ToString(),
            MergedInto = mergedInto?.ToString() ?? "",
        };
        return Outbox.From(deleted, eventId, tenantId);
    }

    private static EventHeader Header(Guid eventId, Guid tenantId, DateTime at) =>
        new()
        {
            EventId = eventId.ToString(),
            TenantId = tenantId.ToString(),
            OccurredAt = Timestamp.FromDateTime(at),
        };
}
