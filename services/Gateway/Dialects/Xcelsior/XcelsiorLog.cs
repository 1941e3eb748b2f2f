using Chat.Gateway.WebSockets;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>Log messages of Dialects/Xcelsior/: event ids 2340 to 2349.</summary>
internal static partial class XcelsiorLog
{
    [LoggerMessage(2340, LogLevel.Debug, "A socket of the Xcelsior dialect ended: {End}.")]
    public static partial void SocketEnded(ILogger logger, SocketEnd end);

    [LoggerMessage(2341, LogLevel.Information, "What reached a customer was not noted: {Code}.")]
    public static partial void DeliveryNotNoted(ILogger logger, string code);
}
