namespace Chat.Webhooks.Subscriptions;

/// <summary>Subscriptions in the order of their ids.</summary>
/// <param name="Subscriptions">At most as many as were asked for.</param>
/// <param name="NextCursor">Where the next page begins; null when there is none.</param>
internal sealed record SubscriptionPage(IReadOnlyList<Subscription> Subscriptions, string? NextCursor);
