using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(300, LogLevel.Information, "This instance relays the outbox from now on.")]
    public static partial void Leading(ILogger logger);

    [LoggerMessage(301, LogLevel.Warning, "The outbox is not relayed now: {Reason}. The relay tries again in {Delay}.")]
    public static partial void Interrupted(ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(302, LogLevel.Error, "The outbox relay failed unexpectedly and tries again in {Delay}.")]
    public static partial void Failed(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(303, LogLevel.Debug, "{Count} events were confirmed by the bus.")]
    public static partial void Relayed(ILogger logger, int count);

    [LoggerMessage(
        304,
        LogLevel.Warning,
        "The broker takes no messages now: {Reason}. What happens waits in the outbox until it has room again."
    )]
    public static partial void Blocked(ILogger logger, string reason);
}
