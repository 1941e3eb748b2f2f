namespace Chat.Sessions.Live;

internal static partial class LiveLog
{
    [LoggerMessage(5001, LogLevel.Warning, "A log could not be subscribed in Redis; its readers are told by polling.")]
    public static partial void SubscribeFailed(ILogger logger, Exception exception);

    [LoggerMessage(5002, LogLevel.Debug, "A channel could not be unsubscribed in Redis yet; it is tried again.")]
    public static partial void NotUnsubscribed(ILogger logger, Exception exception);

    [LoggerMessage(
        5003,
        LogLevel.Warning,
        "Redis could not say whether a conversation is followed; taken as followed."
    )]
    public static partial void FollowersUnknown(ILogger logger, Exception exception);

    [LoggerMessage(5004, LogLevel.Warning, "An entry on a log's channel could not be read and was dropped.")]
    public static partial void MalformedEntry(ILogger logger, Exception exception);

    [LoggerMessage(
        5005,
        LogLevel.Warning,
        "The heads of {Count} followed logs could not be read; next try in {Interval}."
    )]
    public static partial void HeadsFailed(ILogger logger, Exception exception, int count, TimeSpan interval);

    [LoggerMessage(5006, LogLevel.Warning, "A subscription ended because the store is not available.")]
    public static partial void StoreUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(5007, LogLevel.Information, "A subscription ended because its reader was too slow.")]
    public static partial void Lagged(ILogger logger);

    [LoggerMessage(5008, LogLevel.Debug, "The text of a running reply could not be read from Redis.")]
    public static partial void SnapshotUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(5009, LogLevel.Debug, "A call ended before its subscription's end could be told.")]
    public static partial void NobodyToTell(ILogger logger, Exception exception);

    [LoggerMessage(5010, LogLevel.Debug, "A live call ended.")]
    public static partial void CallEnded(ILogger logger, Exception exception);

    [LoggerMessage(5011, LogLevel.Error, "A subscription failed.")]
    public static partial void SubscriptionFailed(ILogger logger, Exception exception);

    [LoggerMessage(5012, LogLevel.Debug, "An entry could not be published in Redis.")]
    public static partial void PublishFailed(ILogger logger, Exception exception);
}
