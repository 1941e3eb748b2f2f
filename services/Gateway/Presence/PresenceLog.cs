namespace Chat.Gateway.Presence;

/// <summary>Log messages of Presence/: event ids 2140 to 2149.</summary>
internal static partial class PresenceLog
{
    [LoggerMessage(2140, LogLevel.Warning, "Which agents are here could not be told; next try in {Delay}.")]
    public static partial void BeatFailed(ILogger logger, Exception exception, TimeSpan delay);
}
