using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Asks a server that is somebody else's whether it lets us in.</summary>
internal static class ExternalProbe
{
    private const int DefaultRedisPort = 6379;

    public static Task<string?> CheckAsync(
        IResource resource,
        string connectionString,
        CancellationToken cancellationToken
    ) =>
        resource switch
        {
            PostgresServerResource => PostgresProbe.CheckAsync(
                connectionString + ";Database=postgres",
                cancellationToken
            ),
            PostgresDatabaseResource => PostgresProbe.CheckAsync(connectionString, cancellationToken),
            RedisResource => CheckRedisAsync(connectionString, cancellationToken),
            RabbitMQServerResource => RabbitMQProbe.CheckAsync(connectionString, cancellationToken),
            _ => Task.FromResult<string?>(null),
        };

    // StackExchange.Redis' notation: addresses and options, separated by commas. Over TLS nothing is tried; the services will tell.
    private static async Task<string?> CheckRedisAsync(string connectionString, CancellationToken cancellationToken)
    {
        var parts = connectionString.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var address = parts.FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal)) ?? "localhost";
        var hostAndPort = address.Split(':', 2);
        var port = hostAndPort.Length > 1 ? int.Parse(hostAndPort[1], CultureInfo.InvariantCulture) : DefaultRedisPort;
        if (Option(parts, "ssl") is "true")
        {
            return null;
        }
        return await RedisProbe.CheckAsync(hostAndPort[0], port, Option(parts, "password"), cancellationToken);
    }

    private static string? Option(string[] parts, string name) =>
        parts
            .Where(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
            .Select(part => part[(name.Length + 1)..])
            .FirstOrDefault();
}
