namespace Chat.ServiceDefaults.Outbox;

/// <summary>What waits in an outbox.</summary>
/// <param name="Pending">Events that wait, counted up to a bound.</param>
/// <param name="OldestAge">How long the first of them has waited, by the database's clock; zero when none waits.</param>
internal sealed record OutboxBacklog(long Pending, TimeSpan OldestAge);
