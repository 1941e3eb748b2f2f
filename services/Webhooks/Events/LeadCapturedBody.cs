namespace Chat.Webhooks.Events;

/// <summary>Body of <c>lead.captured</c>. Members that have no value are left out.</summary>
/// <param name="Type">Always <c>lead.captured</c>.</param>
/// <param name="Timestamp">When the lead became durable; RFC 3339, UTC.</param>
/// <param name="Data">The lead.</param>
internal sealed record LeadCapturedBody(string Type, DateTimeOffset Timestamp, LeadData Data);
