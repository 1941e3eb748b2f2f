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

    [LoggerMessage(
        403,
        LogLevel.Warning,
        "A batch of {Count} events on {Queue} could not be handled as a whole; each is tried by itself."
    )]
    public static partial void BatchTakenApart(ILogger logger, Exception exception, string queue, int count);

    [LoggerMessage(404, LogLevel.Debug, "{Count} handled events were forgotten.")]
    public static partial void InboxSwept(ILogger logger, int count);

    [LoggerMessage(405, LogLevel.Warning, "Handled events could not be forgotten; the next sweep tries again.")]
    public static partial void InboxSweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        406,
        LogLevel.Critical,
        "Endpoint {Endpoint} can neither connect nor be stopped; this service ends, to be started anew."
    )]
    public static partial void Hangs(ILogger logger, string endpoint);
}
