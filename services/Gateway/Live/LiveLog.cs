using Grpc.Core;

namespace Chat.Gateway.Live;

/// <summary>Log messages of Live/: event ids 2200 to 2219.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(2200, LogLevel.Information, "The call that follows conversations ended and is opened again.")]
    public static partial void CallEnded(ILogger logger);

    [LoggerMessage(
        2201,
        LogLevel.Warning,
        "The call that follows conversations broke with {StatusCode} and is opened again."
    )]
    public static partial void CallBroke(ILogger logger, StatusCode statusCode);

    [LoggerMessage(2202, LogLevel.Error, "The call that follows conversations failed and is opened again.")]
    public static partial void CallFailed(ILogger logger, Exception exception);
}
