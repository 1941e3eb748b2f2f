using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Data;

internal static partial class DataLog
{
    [LoggerMessage(200, LogLevel.Information, "The schema of {Context} is up to date.")]
    public static partial void Migrated(ILogger logger, string context);

    [LoggerMessage(201, LogLevel.Warning, "The schema of {Context} cannot be migrated yet: {Reason}")]
    public static partial void MigrationWaits(ILogger logger, string context, string reason);

    [LoggerMessage(202, LogLevel.Information, "What other instances change in the database is heard of.")]
    public static partial void Listening(ILogger logger);

    [LoggerMessage(
        203,
        LogLevel.Warning,
        "What other instances change in the database is not heard of ({Fault}); next try in {Pause}."
    )]
    public static partial void Deaf(ILogger logger, string fault, TimeSpan pause);

    [LoggerMessage(204, LogLevel.Warning, "A notice in channel {Channel} makes no sense.")]
    public static partial void StrangeNotice(ILogger logger, string channel);

    [LoggerMessage(205, LogLevel.Critical, "The schema of {Context} cannot be migrated; this service ends.")]
    public static partial void MigrationFailed(ILogger logger, Exception exception, string context);

    [LoggerMessage(206, LogLevel.Information, "{Context} takes the step {Step}.")]
    public static partial void Migrating(ILogger logger, string context, string step);

    [LoggerMessage(207, LogLevel.Information, "Another instance migrates {Context}; this one waits for it.")]
    public static partial void MigratedElsewhere(ILogger logger, string context);
}
