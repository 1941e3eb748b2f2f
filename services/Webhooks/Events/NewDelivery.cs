namespace Chat.Webhooks.Events;

/// <summary>An event for one subscription.</summary>
internal sealed record NewDelivery(WebhookEvent Event, Guid SubscriptionId);
