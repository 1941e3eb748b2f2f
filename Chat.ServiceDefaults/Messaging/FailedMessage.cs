namespace Chat.ServiceDefaults.Messaging;

/// <summary>A message of an error queue.</summary>
/// <param name="Events">What is in it, usually one event.</param>
/// <param name="FailedAt">When it was given up, as the consumer noted it; empty when it did not.</param>
/// <param name="Reason">Type and text of the exception of the last try; for the operator's eyes, never for a log.</param>
public sealed record FailedMessage(IReadOnlyList<FailedEvent> Events, string FailedAt, string Reason);
