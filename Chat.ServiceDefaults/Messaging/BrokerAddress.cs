using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Where the broker is: the connection string <c>messaging</c>.</summary>
internal static class BrokerAddress
{
    public const string ConnectionName = "messaging";
    private const int Port = 5672;
    private const int TlsPort = 5671;

    public static Uri Of(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString(ConnectionName);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("amqp" or "amqps")
            ? uri
            : throw new InvalidOperationException(
                $"ConnectionStrings:{ConnectionName} must be an amqp:// URI, for example amqp://guest:guest@localhost:5672."
            );
    }

    /// <summary>The port it names, else that of its scheme: over TLS it is another one.</summary>
    public static int PortOf(Uri broker) =>
        broker.Port > 0 ? broker.Port
        : IsTls(broker) ? TlsPort
        : Port;

    public static bool IsTls(Uri broker) => broker.Scheme == "amqps";
}
