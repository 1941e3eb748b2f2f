namespace Chat.Webhooks.Subscriptions;

/// <summary>A configured subscription, as the database's function takes it once its secrets are sealed.</summary>
internal sealed record SyncedSubscription(
    Guid Id,
    Guid TenantId,
    string Url,
    string[] Secrets,
    string[] Events,
    string Format
);
