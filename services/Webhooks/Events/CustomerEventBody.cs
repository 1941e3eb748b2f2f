namespace Chat.Webhooks.Events;

/// <summary>Body of what happens to a customer. Members that have no value are left out.</summary>
/// <param name="Type">For example <c>customer.created</c>.</param>
/// <param name="Timestamp">When it became durable; RFC 3339, UTC.</param>
/// <param name="Data">The customer behind it.</param>
internal sealed record CustomerEventBody(string Type, DateTimeOffset Timestamp, CustomerData Data);
