namespace Chat.Webhooks.Subscriptions;

/// <summary>The tenant's subscriptions.</summary>
/// <param name="Data">At most 1,100: what can be configured, and what can be made over the API.</param>
/// <param name="NextCursor">Always null: there is one page.</param>
/// <param name="HasMore">Always false.</param>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionResource> Data, string? NextCursor, bool HasMore);
