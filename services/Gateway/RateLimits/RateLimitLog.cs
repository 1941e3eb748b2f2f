namespace Chat.Gateway.RateLimits;

/// <summary>Log messages of RateLimits/: event ids 2120 to 2129.</summary>
internal static partial class RateLimitLog
{
    [LoggerMessage(2120, LogLevel.Warning, "Redis is away: this instance counts by itself until it is back.")]
    public static partial void Degraded(ILogger logger, Exception exception);

    [LoggerMessage(2121, LogLevel.Information, "Redis is back: counts are shared with other instances again.")]
    public static partial void Shared(ILogger logger);

    [LoggerMessage(2123, LogLevel.Debug, "A message that could not be taken stays counted; its window ends by itself.")]
    public static partial void NotTakenBack(ILogger logger, Exception exception);

    [LoggerMessage(2122, LogLevel.Warning, "A window could not be begun anew; it ends by itself.")]
    public static partial void NotForgotten(ILogger logger, Exception exception);
}
