using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Asks a server that is somebody else's whether it lets us in.</summary>
internal static class ExternalProbe
{
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
            RedisResource => RedisProbe.CheckAsync(connectionString, cancellationToken),
            RabbitMQServerResource => RabbitMQProbe.CheckAsync(connectionString, cancellationToken),
            _ => Task.FromResult<string?>(null),
        };
}
