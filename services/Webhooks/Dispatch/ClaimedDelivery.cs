namespace Chat.Webhooks.Dispatch;

/// <summary>A delivery that this instance may attempt while it holds the claim.</summary>
internal sealed record ClaimedDelivery
{
    public required Guid Id { get; init; }

    /// <summary>Names the claim: a result under an older claim is refused.</summary>
    public required Guid Claim { get; init; }

    /// <summary>Timestamp of this machine's clock from before the claim was made.</summary>
    public required long ClaimedAt { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid EventId { get; init; }

    public required string EventType { get; init; }

    public required byte[] Body { get; init; }

    public required string? TraceParent { get; init; }

    /// <summary>Attempts that failed since the schedule began.</summary>
    public required int Failures { get; init; }

    /// <summary>The subscription's when the claim was made; it may have another by the time of the result.</summary>
    public required string Url { get; init; }

    /// <summary>As they lie in the database; opened for the moment of signing only.</summary>
    public required string[] SealedSecrets { get; init; }
}
