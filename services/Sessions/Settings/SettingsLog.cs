namespace Chat.Sessions.Settings;

internal static partial class SettingsLog
{
    [LoggerMessage(6001, LogLevel.Warning, "The settings of tenant {TenantId} could not be read again.")]
    public static partial void RefreshFailed(ILogger logger, Exception exception, Guid tenantId);

    [LoggerMessage(6002, LogLevel.Warning, "Changes of settings are not heard of; next try in {Interval}.")]
    public static partial void Deaf(ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(
        6004,
        LogLevel.Error,
        "The settings {Section} of tenant {TenantId} were written by a newer version and cannot be read; the defaults hold."
    )]
    public static partial void Unreadable(ILogger logger, string section, Guid tenantId);

    [LoggerMessage(6003, LogLevel.Warning, "A message about changed settings could not be read.")]
    public static partial void MalformedNotice(ILogger logger);
}
