namespace Chat.Webhooks.Subscriptions;

/// <summary>A checked subscription that a tenant wants.</summary>
internal sealed record NewSubscription
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string Url { get; init; }

    public required string Format { get; init; }

    public required string[] Events { get; init; }

    public required string Secret { get; init; }

    public required string? IdempotencyKey { get; init; }
}
