namespace Chat.ServiceDefaults.Outbox;

/// <summary>Who takes the events of this service: their queues exist before the first event is published.</summary>
/// <param name="Queues">Names of <c>EventQueues</c>.</param>
internal sealed record EventSubscribers(IReadOnlyList<string> Queues);
