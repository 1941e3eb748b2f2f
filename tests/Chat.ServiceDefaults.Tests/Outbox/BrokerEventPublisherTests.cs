using System.Collections;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Outbox;
using Chat.Testing.Logs;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Tests.Outbox;

[Trait("Level", "Component")]
public sealed class BrokerEventPublisherTests
{
    private static readonly Lazy<Task<string>> Broker = new(RabbitMqServer.VirtualHostAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_QueuesWereDeclaredByHalf_ReachesTheSubscriber()
    {
        var broker = await Broker.Value;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var queues = new Queues("late-" + Ids.NewText(), late);
        using var logs = new LogRecorder();
        await using var publisher = Publisher(broker, queues, logs);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publisher.OpenAsync(late.Token));

        await publisher.PublishAsync(OneEvent(), Cancel);

        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(
            Cancel
        );
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        Assert.Equal(1u, await channel.MessageCountAsync(queues[0], Cancel));
    }

    [Fact]
    public async Task Publish_BrokerIsOutOfMemory_WaitsAndSaysWhy()
    {
        await using var broker = await RabbitMqServer.StartAsync("vm_memory_high_watermark.absolute = 1MB");
        using var logs = new LogRecorder();
        await using var publisher = Publisher(broker.ConnectionString, ["full"], logs);

        var publishing = publisher.PublishAsync(OneEvent(), Cancel);
        await Eventually.TrueAsync(() => logs.Entries.Count > 0, Cancel);
        Assert.False(publishing.IsCompleted);
        await broker.KillAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => publishing.WithTimeout());
        Assert.Contains("low on memory", Assert.Single(logs.Entries).Message, StringComparison.Ordinal);
    }

    private static BrokerEventPublisher Publisher(string broker, IReadOnlyList<string> queues, LogRecorder logs) =>
        new(
            new EventSubscribers(queues),
            new ConfigurationBuilder()
                .AddInMemoryCollection([new($"ConnectionStrings:{BrokerAddress.ConnectionName}", broker)])
                .Build(),
            new ServiceName("test"),
            logs.CreateLogger<BrokerEventPublisher>()
        );

    private static List<StoredEvent> OneEvent() => [new StoredEvent(1, OutboxService.Row(OutboxService.Event(1)))];

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
