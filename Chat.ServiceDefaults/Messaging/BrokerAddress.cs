using Microsoft.Extensions.Configuration;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Where the broker is: the connection string <c>messaging</c>.</summary>
internal static class BrokerAddress
{
    public const string ConnectionName = "messaging";

    public static Uri Of(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString(ConnectionName);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("amqp" or "amqps")
            ? uri
            : throw new InvalidOperationException(
                $"ConnectionStrings:{ConnectionName} must be an amqp:// URI, for example amqp://guest:guest@localhost:5672."
            );
    }
}
