using StackExchange.Redis;

namespace Aspire.Hosting.Infrastructure;

/// <summary>
/// Asks a Redis server whether it answers, as the services' client does: over TLS, past Sentinel, at any of several addresses.
/// </summary>
internal static class RedisProbe
{
    // Below the time a check has.
    private const int ConnectMilliseconds = 4_000;

    /// <exception cref="ArgumentException">The connection string is none.</exception>
    /// <exception cref="FormatException">It is a URL, which the services' client does not read.</exception>
    public static async Task<string?> CheckAsync(string connectionString, CancellationToken cancellationToken)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.ConnectTimeout = ConnectMilliseconds;
        options.ClientName = "apphost health check";
        if (connectionString.Split(',').Any(IsUrl))
        {
            throw new FormatException("it is a URL; host:port,password=... is expected.");
        }
        try
        {
            await using var client = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancellationToken);
            await client.GetDatabase().PingAsync().WaitAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is RedisException or RedisTimeoutException)
        {
            return exception.Message;
        }
    }

    private static bool IsUrl(string part) =>
        part.Contains("://", StringComparison.Ordinal) && !part.Contains('=', StringComparison.Ordinal);
}
