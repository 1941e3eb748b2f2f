namespace Chat.ServiceDefaults.Messaging;

/// <summary>An event that could not be handled.</summary>
/// <param name="Type">Full protobuf name.</param>
/// <param name="EventId">The event's id; empty when it cannot be read.</param>
/// <param name="TenantId">Whose fact it is; empty when it cannot be read.</param>
public sealed record FailedEvent(string Type, string EventId, string TenantId);
