namespace Chat.Sessions.CustomerPresence;

internal static partial class CustomerPresenceLog
{
    [LoggerMessage(
        5501,
        LogLevel.Information,
        "That a customer came or went could not be told the other instances; agents there hear nothing of it."
    )]
    public static partial void NotShown(ILogger logger, Exception exception);

    [LoggerMessage(
        5502,
        LogLevel.Warning,
        "Which customers are there cannot be asked; agents are told of no change until it can."
    )]
    public static partial void Blind(ILogger logger, Exception exception);

    [LoggerMessage(5503, LogLevel.Error, "Looking which customers are there failed; the next look tries again.")]
    public static partial void LookFailed(ILogger logger, Exception exception);
}
