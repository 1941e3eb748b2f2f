using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Errors;

internal static partial class ErrorsLog
{
    [LoggerMessage(100, LogLevel.Error, "{Operation} failed unexpectedly.")]
    public static partial void Unexpected(ILogger logger, Exception exception, string operation);

    [LoggerMessage(101, LogLevel.Warning, "{Operation} failed because a dependency is away ({Code}): {Cause}.")]
    public static partial void DependencyAway(ILogger logger, string operation, string code, string cause);
}
