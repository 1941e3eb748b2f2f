using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>Log messages of ChatFiles/: event ids 1900 to 1909.</summary>
internal static partial class ChatFileLog
{
    [LoggerMessage(1900, LogLevel.Information, "The chat file was read anew.")]
    public static partial void Read(ILogger logger);

    [LoggerMessage(1901, LogLevel.Error, "The chat file changed, but is wrong and was not taken: {Fault}")]
    public static partial void Refused(ILogger logger, string fault);

    [LoggerMessage(
        1902,
        LogLevel.Error,
        "The settings of {Options} changed, but are wrong and were not taken: {Fault}"
    )]
    public static partial void OptionsRefused(ILogger logger, string options, string fault);

    [LoggerMessage(1903, LogLevel.Error, "The chat file was read anew, and not everybody could follow.")]
    public static partial void NotFollowed(ILogger logger, Exception exception);
}
