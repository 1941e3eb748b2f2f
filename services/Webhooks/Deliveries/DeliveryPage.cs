namespace Chat.Webhooks.Deliveries;

/// <summary>Deliveries, newest first.</summary>
/// <param name="Deliveries">At most as many as were asked for.</param>
/// <param name="NextCursor">Where the next page begins; null when there is none.</param>
internal sealed record DeliveryPage(IReadOnlyList<Delivery> Deliveries, string? NextCursor);
