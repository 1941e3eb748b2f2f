namespace Chat.Webhooks.Subscriptions;

/// <summary>What matching an event needs to know of a subscription.</summary>
internal sealed record SubscriptionEntry(Guid Id, Guid TenantId, string[] Events);
