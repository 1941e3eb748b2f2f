namespace Chat.Webhooks.Deliveries;

/// <summary>Where a delivery stands. The numbers are stored.</summary>
internal enum DeliveryState
{
    /// <summary>Waiting for its next attempt, or in one.</summary>
    Pending = 1,

    /// <summary>The endpoint answered 2xx.</summary>
    Delivered = 2,

    /// <summary>A dead letter: given up until somebody redelivers it.</summary>
    Dead = 3,
}
