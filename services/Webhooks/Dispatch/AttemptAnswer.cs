namespace Chat.Webhooks.Dispatch;

/// <summary>What came back from an endpoint.</summary>
/// <param name="Status">Null when there was no answer.</param>
/// <param name="Fault">One of <see cref="AttemptFaults"/>; null when the endpoint took the event.</param>
/// <param name="Excerpt">The answer's first kilobyte.</param>
/// <param name="RetryAfter">The wait the endpoint asked for.</param>
internal sealed record AttemptAnswer(int? Status, string? Fault, string? Excerpt = null, TimeSpan? RetryAfter = null);
