namespace Chat.Gateway.WebSockets;

/// <summary>Log messages of WebSockets/: event ids 2300 to 2319.</summary>
internal static partial class SocketLog
{
    [LoggerMessage(2300, LogLevel.Debug, "A socket ended: {End}.")]
    public static partial void SocketEnded(ILogger logger, SocketEnd end);

    [LoggerMessage(
        2301,
        LogLevel.Information,
        "Whether a socket's credential still holds could not be found out; unless it has ended, it is looked at again."
    )]
    public static partial void NotChecked(ILogger logger, Exception exception);
}
