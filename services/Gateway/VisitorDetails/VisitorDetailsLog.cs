namespace Chat.Gateway.VisitorDetails;

internal static partial class VisitorDetailsLog
{
    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "What was seen of visitors' browsers could not be passed on ({Code}); it is lost until they are seen again."
    )]
    public static partial void Lost(ILogger logger, string code);
}
