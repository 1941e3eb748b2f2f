namespace Chat.ServiceDefaults.Outbox;

/// <summary>A row of the outbox with its place.</summary>
internal sealed record StoredEvent(long Position, OutboxRow Row);
