using System.Net.Security;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Asks a RabbitMQ broker whether it lets us in.</summary>
internal static class RabbitMQProbe
{
    public static async Task<string?> CheckAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Factory(connectionString).CreateConnectionAsync(cancellationToken);
            await connection.CloseAsync(cancellationToken);
            return null;
        }
        catch (Exception exception)
            when (exception is BrokerUnreachableException or IOException or RabbitMQClientException)
        {
            return exception.GetBaseException().Message;
        }
    }

    internal static ConnectionFactory Factory(string connectionString)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(connectionString),
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = "apphost health check",
        };
        // With an amqps URI the client lets pass a certificate for any other name.
        factory.Ssl.AcceptablePolicyErrors = SslPolicyErrors.None;
        return factory;
    }
}
