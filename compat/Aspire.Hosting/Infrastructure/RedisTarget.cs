using System.Globalization;

namespace Aspire.Hosting.Infrastructure;

/// <summary>A Redis server as its clients reach it.</summary>
internal sealed record RedisTarget(string Host, int Port)
{
    private const int DefaultPort = 6379;

    /// <summary>Who asks, where the server knows users; null: its default user.</summary>
    public string? User { get; init; }

    /// <summary>Null: none.</summary>
    public string? Password { get; init; }

    /// <summary>Whether it is reached over TLS.</summary>
    public bool IsTls { get; init; }

    /// <summary>
    /// Reads the notation of StackExchange.Redis: addresses and options, separated by commas. Of several addresses the first
    /// counts.
    /// </summary>
    /// <exception cref="FormatException">It is a URL, which the services' client does not read, or the port is no number.</exception>
    public static RedisTarget Parse(string connectionString)
    {
        var parts = connectionString.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var address = parts.FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal)) ?? "localhost";
        if (address.Contains("://", StringComparison.Ordinal))
        {
            throw new FormatException("it is a URL; host:port,password=... is expected.");
        }
        var (host, port) = Split(address);
        return new RedisTarget(
            host,
            port.Length == 0 ? DefaultPort : int.Parse(port, NumberStyles.None, CultureInfo.InvariantCulture)
        )
        {
            User = Option(parts, "user"),
            Password = Option(parts, "password"),
            IsTls = Option(parts, "ssl")?.ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON",
        };
    }

    // The colons of an IPv6 address stand in brackets, or there is no port.
    private static (string Host, string Port) Split(string address)
    {
        var colon = address.LastIndexOf(':');
        var isPort = colon >= 0 && (address.IndexOf(':') == colon || address[colon - 1] == ']');
        var host = isPort ? address[..colon] : address;
        return (host.TrimStart('[').TrimEnd(']'), isPort ? address[(colon + 1)..] : "");
    }

    private static string? Option(string[] parts, string name) =>
        parts
            .Where(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
            .Select(part => part[(name.Length + 1)..])
            .FirstOrDefault();
}
