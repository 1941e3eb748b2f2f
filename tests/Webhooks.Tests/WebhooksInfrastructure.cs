using Chat.Testing.Servers;

namespace Chat.Webhooks.Tests;

/// <summary>Postgres and RabbitMQ, shared by the component tests, which run one after the other: their queue is one.</summary>
public sealed class WebhooksInfrastructure : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public RabbitMqServer Broker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var postgres = PostgresServer.SharedAsync();
        Broker = await RabbitMqServer.SharedAsync();
        Postgres = await postgres;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
