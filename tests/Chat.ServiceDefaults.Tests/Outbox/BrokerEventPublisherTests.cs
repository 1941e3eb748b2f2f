using System.Collections;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Tests.Messaging;
using Chat.Testing.Servers;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Tests.Outbox;

[Trait("Level", "Component")]
[Collection(BrokerCollection.Name)]
public sealed class BrokerEventPublisherTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_QueuesWereDeclaredByHalf_ReachesTheSubscriber()
    {
        var broker = (await RabbitMqServer.SharedAsync()).ConnectionString;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var queues = new Queues("late-" + Ids.NewText(), late);
        await using var publisher = new BrokerEventPublisher(
            new EventSubscribers(queues),
            new ConfigurationBuilder()
                .AddInMemoryCollection([new($"ConnectionStrings:{BrokerAddress.ConnectionName}", broker)])
                .Build(),
            new ServiceName("test")
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publisher.OpenAsync(late.Token));

        await publisher.PublishAsync([new StoredEvent(1, OutboxService.Row(OutboxService.Event(1)))], Cancel);

        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(
            Cancel
        );
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        Assert.Equal(1u, await channel.MessageCountAsync(queues[0], Cancel));
    }

    // The exchange is there when they are looked at, and then time is up.
    private sealed class Queues(string name, CancellationTokenSource time) : IReadOnlyList<string>
    {
        public int Count => 1;

        public string this[int index] => name;

        public IEnumerator<string> GetEnumerator()
        {
            time.Cancel();
            yield return name;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
