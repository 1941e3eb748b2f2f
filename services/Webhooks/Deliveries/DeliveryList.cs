namespace Chat.Webhooks.Deliveries;

/// <summary>A page of deliveries, newest first.</summary>
/// <param name="Data">The deliveries.</param>
/// <param name="NextCursor">To be passed as <c>cursor</c> for the next page; null when there is none.</param>
/// <param name="HasMore">Whether there is a next page.</param>
public sealed record DeliveryList(IReadOnlyList<DeliveryResource> Data, string? NextCursor, bool HasMore);
