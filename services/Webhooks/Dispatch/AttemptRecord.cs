namespace Chat.Webhooks.Dispatch;

/// <summary>A finished attempt, ready to be stored.</summary>
internal sealed record AttemptRecord
{
    public required ClaimedDelivery Delivery { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    public int? Status { get; init; }

    public string? Fault { get; init; }

    public string? Excerpt { get; init; }

    /// <summary>For <see cref="AttemptOutcome.Retry"/>: the wait before the next attempt.</summary>
    public TimeSpan RetryDelay { get; init; }
}
