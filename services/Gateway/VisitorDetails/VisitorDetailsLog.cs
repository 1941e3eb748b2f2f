namespace Chat.Gateway.VisitorDetails;

internal static partial class VisitorDetailsLog
{
    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "What was seen of visitors' browsers cannot be passed on now ({Code}); it waits."
    )]
    public static partial void Waiting(ILogger logger, string code);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Warning,
        Message = "What was seen of some visitors' browsers was refused ({Code}); it is lost until they are seen again."
    )]
    public static partial void Refused(ILogger logger, string code);
}
