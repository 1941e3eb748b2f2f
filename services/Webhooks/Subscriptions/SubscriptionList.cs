namespace Chat.Webhooks.Subscriptions;

/// <summary>The tenant's subscriptions.</summary>
/// <param name="Data">At most 1,000, which is what can be configured.</param>
/// <param name="NextCursor">Always null: there is one page.</param>
/// <param name="HasMore">Always false.</param>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionResource> Data, string? NextCursor, bool HasMore);
