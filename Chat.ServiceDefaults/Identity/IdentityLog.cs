using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Identity;

internal static partial class IdentityLog
{
    [LoggerMessage(
        700,
        LogLevel.Warning,
        "Calls of {Service} are refused: by this machine's clock their tokens are {Age} old. Set the clocks of both machines."
    )]
    public static partial void ClocksDiffer(ILogger logger, string? service, TimeSpan age);
}
