namespace Chat.Sessions.Presence;

/// <summary>Log messages of Presence/: event ids 3410 to 3419.</summary>
internal static partial class PresenceLog
{
    [LoggerMessage(3410, LogLevel.Warning, "Redis is away: where agents are is not held until the next beat.")]
    public static partial void LeasesUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(3411, LogLevel.Information, "This instance looks for agents who are gone or idle.")]
    public static partial void Sweeping(ILogger logger);

    [LoggerMessage(3412, LogLevel.Warning, "Redis is away: nobody is taken for gone until it is back.")]
    public static partial void SweepBlind(ILogger logger, Exception exception);

    [LoggerMessage(3413, LogLevel.Warning, "Looking for agents who are gone or idle failed; next try in {Delay}.")]
    public static partial void SweepFailed(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(3414, LogLevel.Information, "{Count} agents are gone.")]
    public static partial void Gone(ILogger logger, int count);
}
