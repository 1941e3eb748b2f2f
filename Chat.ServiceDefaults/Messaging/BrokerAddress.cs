using System.Net.Security;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

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

    /// <summary>Makes connections to it that end when they break: who needs another one asks for it.</summary>
    /// <param name="broker">amqp URI.</param>
    /// <param name="name">What the broker calls the connection.</param>
    public static ConnectionFactory FactoryOf(Uri broker, string name)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker,
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        };
        // With an amqps URI the client lets pass a certificate for any other name.
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        return factory;
    }
}
