using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Messaging;

internal static partial class BusLog
{
    [LoggerMessage(
        400,
        LogLevel.Information,
        "The broker takes connections again; endpoint {Endpoint} was started anew."
    )]
    public static partial void Revived(ILogger logger, string endpoint);

    [LoggerMessage(401, LogLevel.Warning, "Endpoint {Endpoint} could not be started anew; it is tried again.")]
    public static partial void ReviveFailed(ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(402, LogLevel.Trace, "The broker does not take connections yet.")]
    public static partial void StillAway(ILogger logger);
}
