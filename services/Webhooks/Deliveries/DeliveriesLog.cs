namespace Chat.Webhooks.Deliveries;

/// <summary>Events 4300 to 4399.</summary>
internal static partial class DeliveriesLog
{
    [LoggerMessage(4300, LogLevel.Information, "{Count} deliveries were deleted or given up by the sweep.")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(4301, LogLevel.Warning, "Old deliveries could not be swept; the next sweep tries again.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(4302, LogLevel.Debug, "The sweep of old deliveries stops.")]
    public static partial void SweepStopped(ILogger logger);
}
