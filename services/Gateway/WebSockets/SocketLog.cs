namespace Chat.Gateway.WebSockets;

/// <summary>Log messages of WebSockets/: event ids 2300 to 2319.</summary>
internal static partial class SocketLog
{
    [LoggerMessage(2300, LogLevel.Debug, "A socket ended: {End}.")]
    public static partial void SocketEnded(ILogger logger, SocketEnd end);
}
