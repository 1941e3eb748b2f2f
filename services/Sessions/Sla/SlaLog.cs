namespace Chat.Sessions.Sla;

internal static partial class SlaLog
{
    [LoggerMessage(6101, LogLevel.Warning, "Targets could not be judged; the next sweep tries again.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);
}
