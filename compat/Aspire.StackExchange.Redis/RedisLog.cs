using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Writes a connection's losses and recoveries to the log.</summary>
internal static partial class RedisLog
{
    public static void Follow(IConnectionMultiplexer connection, ILoggerFactory loggerFactory)
    {
        var logger = loggerFactory.CreateLogger("Aspire.StackExchange.Redis");
        connection.ConnectionFailed += (_, failure) =>
            ConnectionLost(logger, failure.ConnectionType, failure.FailureType);
        connection.ConnectionRestored += (_, restored) => ConnectionRestored(logger, restored.ConnectionType);
    }

    [LoggerMessage(1, LogLevel.Warning, "The {ConnectionType} connection to Redis was lost: {FailureType}.")]
    private static partial void ConnectionLost(
        ILogger logger,
        ConnectionType connectionType,
        ConnectionFailureType failureType
    );

    [LoggerMessage(2, LogLevel.Information, "The {ConnectionType} connection to Redis is back.")]
    private static partial void ConnectionRestored(ILogger logger, ConnectionType connectionType);
}
