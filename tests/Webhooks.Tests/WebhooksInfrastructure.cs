using Chat.Contracts.Events.V1;
using Chat.Testing.Servers;
using RabbitMQ.Client;

namespace Chat.Webhooks.Tests;

/// <summary>The shared Postgres and a virtual host of the shared broker, for the tests of one class.</summary>
public sealed class WebhooksInfrastructure : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    /// <summary>amqp URI.</summary>
    public string Broker { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var postgres = PostgresServer.SharedAsync();
        Broker = await RabbitMqServer.VirtualHostAsync();
        Postgres = await postgres;
    }

    /// <summary>Takes away what the test before left unread: events its host was given and did not settle before its end.</summary>
    public async Task ForgetEventsAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(EventQueues.Webhooks);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
