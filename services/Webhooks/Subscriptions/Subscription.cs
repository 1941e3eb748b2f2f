namespace Chat.Webhooks.Subscriptions;

/// <summary>An endpoint of a tenant and the events it wants. What it signs with is no part of what the API reads.</summary>
internal sealed class Subscription
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string Url { get; set; }

    /// <summary>Names of events, or <c>*</c>.</summary>
    public required string[] Events { get; set; }

    /// <summary>When it was switched off; null while it is on.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Why: <c>gone</c> (the endpoint answered 410) or <c>removed</c> (from the configuration).</summary>
    public string? DisabledReason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
