namespace Chat.Sessions.Settings;

internal static partial class SettingsLog
{
    [LoggerMessage(6001, LogLevel.Warning, "The settings of tenant {TenantId} could not be read again.")]
    public static partial void RefreshFailed(ILogger logger, Exception exception, Guid tenantId);

    [LoggerMessage(
        6004,
        LogLevel.Error,
        "The settings {Section} of tenant {TenantId} were written by a newer version and cannot be read; the defaults hold."
    )]
    public static partial void Unreadable(ILogger logger, string section, Guid tenantId);
}
