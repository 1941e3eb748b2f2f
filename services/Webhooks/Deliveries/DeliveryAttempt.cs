namespace Chat.Webhooks.Deliveries;

/// <summary>One request to an endpoint and what came of it.</summary>
internal sealed class DeliveryAttempt
{
    public required Guid DeliveryId { get; init; }

    public required Guid TenantId { get; init; }

    /// <summary>From 1, over all redeliveries.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required int DurationMs { get; init; }

    /// <summary>Status of the answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Null when the endpoint took it.</summary>
    public string? Error { get; init; }

    /// <summary>The answer's first kilobyte, as text.</summary>
    public string? Excerpt { get; init; }
}
