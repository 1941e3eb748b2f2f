namespace Chat.Webhooks.Dispatch;

/// <summary>Events 4000 to 4099. Neither addresses nor bodies: both may carry what is nobody else's business.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(4000, LogLevel.Debug, "Delivery {DeliveryId} was taken with status {Status}.")]
    public static partial void Delivered(ILogger logger, Guid deliveryId, int? status);

    [LoggerMessage(
        4001,
        LogLevel.Information,
        "An attempt of delivery {DeliveryId} failed ({Fault}, status {Status}); the next is due in {RetryDelay}."
    )]
    public static partial void AttemptFailed(
        ILogger logger,
        Guid deliveryId,
        string? fault,
        int? status,
        TimeSpan retryDelay
    );

    [LoggerMessage(
        4002,
        LogLevel.Warning,
        "Delivery {DeliveryId} of subscription {SubscriptionId} is given up ({Fault}, status {Status}); it can be redelivered."
    )]
    public static partial void DeliveryDead(
        ILogger logger,
        Guid deliveryId,
        Guid subscriptionId,
        string? fault,
        int? status
    );

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "Subscription {SubscriptionId} is switched off, because its endpoint answered 410 Gone."
    )]
    public static partial void SubscriptionGone(ILogger logger, Guid subscriptionId);

    [LoggerMessage(
        4004,
        LogLevel.Debug,
        "Delivery {DeliveryId} is given back: this instance is stopping, or could not renew its claim."
    )]
    public static partial void Released(ILogger logger, Guid deliveryId);

    [LoggerMessage(
        4005,
        LogLevel.Error,
        "The result of an attempt of delivery {DeliveryId} is lost; it is attempted again when the claim ends."
    )]
    public static partial void AttemptLost(ILogger logger, Exception exception, Guid deliveryId);

    [LoggerMessage(4006, LogLevel.Warning, "Results of attempts could not be stored; trying again.")]
    public static partial void RecordingFailed(ILogger logger, Exception exception);

    [LoggerMessage(4007, LogLevel.Warning, "Due deliveries could not be claimed; trying again in {Delay}.")]
    public static partial void ClaimFailed(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(
        4008,
        LogLevel.Warning,
        "The endpoint of subscription {SubscriptionId} keeps failing; its deliveries wait while it is tried now and then."
    )]
    public static partial void CircuitOpened(ILogger logger, Guid subscriptionId);

    [LoggerMessage(
        4009,
        LogLevel.Warning,
        "Subscription {SubscriptionId} is switched off, because its endpoint took nothing for too long."
    )]
    public static partial void SubscriptionFailing(ILogger logger, Guid subscriptionId);

    [LoggerMessage(
        4010,
        LogLevel.Warning,
        "Claims could not be renewed; what is being sent is stopped when they end, unless the next renewal succeeds."
    )]
    public static partial void RenewalFailed(ILogger logger, Exception exception);
}
