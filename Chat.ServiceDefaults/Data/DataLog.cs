using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Data;

internal static partial class DataLog
{
    [LoggerMessage(200, LogLevel.Information, "The schema of {Context} is up to date.")]
    public static partial void Migrated(ILogger logger, string context);

    [LoggerMessage(201, LogLevel.Warning, "The schema of {Context} cannot be migrated yet: {Reason}")]
    public static partial void MigrationWaits(ILogger logger, string context, string reason);
}
