namespace Chat.Webhooks.Deliveries;

/// <summary>One request to an endpoint and what came of it.</summary>
public sealed record AttemptResource
{
    /// <summary>From 1, over all redeliveries.</summary>
    public required int Number { get; init; }

    /// <summary>When it began; UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required int DurationMs { get; init; }

    /// <summary>HTTP status of the answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Why it failed, as in a delivery's <c>lastError</c>; null when the endpoint took the event.</summary>
    public string? Error { get; init; }

    /// <summary>The first kilobyte of the answer's body, as text.</summary>
    public string? Excerpt { get; init; }
}
