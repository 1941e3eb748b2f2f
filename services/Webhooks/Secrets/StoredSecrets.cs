namespace Chat.Webhooks.Secrets;

/// <summary>The secrets of one subscription as they lie in the database.</summary>
internal sealed record StoredSecrets(Guid SubscriptionId, string[] Values);
