namespace Chat.Gateway.Chat;

/// <summary>Log messages of Chat/: event ids 2100 to 2119.</summary>
internal static partial class ChatLog
{
    [LoggerMessage(2100, LogLevel.Information, "A reply's stream ended early: {End}.")]
    public static partial void StreamEnded(ILogger logger, StreamEnd end);

    [LoggerMessage(
        2101,
        LogLevel.Information,
        "Whether a stream's credential still holds could not be found out; unless it has ended, it is looked at again."
    )]
    public static partial void NotChecked(ILogger logger, Exception exception);
}
