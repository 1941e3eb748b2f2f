namespace Chat.Webhooks.Subscriptions;

/// <summary>An endpoint of a tenant and the events it wants. What it signs with is no part of what the API reads.</summary>
internal sealed class Subscription
{
    /// <summary>The <see cref="Source"/> of what was made over the API.</summary>
    public const string ApiSource = "api";

    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string Url { get; set; }

    /// <summary><c>standard</c> or <c>chatcops</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Where it was made: <c>configuration</c> or <c>api</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Names of events in the format, or <c>*</c>.</summary>
    public required string[] Events { get; set; }

    /// <summary>When it was switched off; null while it is on.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Why; one of <see cref="DisabledReasons"/>.</summary>
    public string? DisabledReason { get; set; }

    /// <summary>Attempts of any delivery that failed since the last success.</summary>
    public int Failures { get; set; }

    /// <summary>When the first of these failed.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Null while the circuit is closed; else when the next delivery may be tried.</summary>
    public DateTimeOffset? CircuitUntil { get; set; }

    /// <summary>How often in a row the circuit opened.</summary>
    public int CircuitTrips { get; set; }

    /// <summary>The claim of the delivery that is being tried; null when none is.</summary>
    public Guid? CircuitProbe { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was deleted over the API; the row stays while there are deliveries.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The key of the request that made it; null when there was none.</summary>
    public string? IdempotencyKey { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Deliveries are made again, as if nothing had failed.</summary>
    public void SwitchOn(DateTimeOffset now)
    {
        DisabledAt = null;
        DisabledReason = null;
        Failures = 0;
        FailingSince = null;
        CircuitUntil = null;
        CircuitTrips = 0;
        CircuitProbe = null;
        UpdatedAt = now;
    }
}
