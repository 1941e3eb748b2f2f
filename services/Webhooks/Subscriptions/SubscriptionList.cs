namespace Chat.Webhooks.Subscriptions;

/// <summary>A page of the tenant's subscriptions, in the order of their ids.</summary>
/// <param name="Data">At most as many as were asked for.</param>
/// <param name="NextCursor">For the next page; null when there is none.</param>
/// <param name="HasMore">There is a next page.</param>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionResource> Data, string? NextCursor, bool HasMore);
