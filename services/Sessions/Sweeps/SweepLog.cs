namespace Chat.Sessions.Sweeps;

internal static partial class SweepLog
{
    [LoggerMessage(5401, LogLevel.Information, "{Count} conversations were ended by time.")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(5402, LogLevel.Warning, "Conversations could not be swept; the next turn tries again.")]
    public static partial void Failed(ILogger logger, Exception exception);
}
