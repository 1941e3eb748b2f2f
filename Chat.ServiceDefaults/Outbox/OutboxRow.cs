namespace Chat.ServiceDefaults.Outbox;

/// <summary>One event on its way to the bus, as it is stored beside the fact it tells of.</summary>
/// <param name="Id">The event's id (UUIDv7); the message id on the bus.</param>
/// <param name="TenantId">The tenant the fact belongs to.</param>
/// <param name="Type">Full protobuf name of the event, for example <c>chat.events.v1.MessagePosted</c>.</param>
/// <param name="Payload">The event in protobuf's binary form.</param>
/// <param name="TraceParent">W3C trace parent of the work that made the event; null when it was not traced.</param>
public sealed record OutboxRow(Guid Id, Guid TenantId, string Type, byte[] Payload, string? TraceParent);
