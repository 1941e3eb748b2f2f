namespace Chat.IntegrationTests.Suite;

/// <summary>One delivery a receiver accepted.</summary>
/// <param name="EventId">`webhook-id`.</param>
/// <param name="Type">For example `message.created`.</param>
/// <param name="MessageId">The message the event is about.</param>
/// <param name="TraceParent">The W3C trace context it came with.</param>
public sealed record WebhookCall(string EventId, string Type, string MessageId, string TraceParent);
