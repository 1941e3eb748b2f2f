namespace Chat.Sessions.Speaking;

internal static partial class SpeakingLog
{
    [LoggerMessage(4001, LogLevel.Warning, "A lease could not be renewed; the next renewal tries again.")]
    public static partial void RenewalFailed(ILogger logger, Exception exception);

    [LoggerMessage(4002, LogLevel.Information, "Reply {ReplyId} lost its speaker and was stored as interrupted.")]
    public static partial void Rescued(ILogger logger, Guid replyId);

    [LoggerMessage(4003, LogLevel.Debug, "Reply {ReplyId} lost its speaker here and went on elsewhere ({Code}).")]
    public static partial void WentOnElsewhere(ILogger logger, Guid replyId, string code);

    [LoggerMessage(4004, LogLevel.Warning, "Reply {ReplyId}, which lost its speaker, could not be stored yet.")]
    public static partial void RescueFailed(ILogger logger, Exception? exception, Guid replyId);

    [LoggerMessage(
        4005,
        LogLevel.Error,
        "Reply {ReplyId}, which lost its speaker, was given up: the store stayed away."
    )]
    public static partial void GivenUp(ILogger logger, Guid replyId);

    [LoggerMessage(4006, LogLevel.Warning, "Stop signals cannot be received yet: Redis is away.")]
    public static partial void SignalsUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(4007, LogLevel.Debug, "The speaker of reply {ReplyId} broke off.")]
    public static partial void BrokeOff(ILogger logger, Exception? exception, Guid replyId);

    [LoggerMessage(4008, LogLevel.Debug, "A stop signal could not be read and was dropped.")]
    public static partial void MalformedSignal(ILogger logger);

    [LoggerMessage(4009, LogLevel.Debug, "A stop signal could not be sent; the next renewal tells instead.")]
    public static partial void SignalLost(ILogger logger, Exception exception);
}
