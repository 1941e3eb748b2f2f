namespace Chat.Sessions.VisitorDetails;

internal static partial class DetailsLog
{
    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "Old details of visitors could not be deleted; the next turn tries again."
    )]
    public static partial void SweepFailed(ILogger logger, Exception exception);
}
