namespace Chat.Webhooks.Deliveries;

/// <summary>One event on its way to one subscription.</summary>
internal sealed class Delivery
{
    /// <summary>UUIDv7, so newer deliveries have greater ids.</summary>
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid EventId { get; init; }

    public required string EventType { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>Attempts made, over all redeliveries.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>Attempts that failed since the schedule began; a redelivery begins it anew.</summary>
    public int Failures { get; init; }

    /// <summary>Set while an instance attempts it, until <see cref="DueAt"/>.</summary>
    public Guid? Claim { get; init; }

    /// <summary>
    /// While pending: when the next attempt is due; during an attempt, when the claim of the instance that makes it ends.
    /// </summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Status of the newest answer; null when there was none.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the newest attempt failed; one of <see cref="Dispatch.AttemptFaults"/>.</summary>
    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was delivered or given up; null while pending.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
