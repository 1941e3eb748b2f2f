using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Chat.ServiceDefaults.Tests.Outbox;

/// <summary>A queue of the broker's own client on the posted events: shows their order as the broker has it.</summary>
internal sealed class WireQueue : IAsyncDisposable
{
    private const string Exchange = "chat.events.v1.MessagePosted";
    private readonly IConnection connection;
    private readonly Channel<Guid> ids = Channel.CreateBounded<Guid>(100_000);

    private WireQueue(IConnection connection) => this.connection = connection;

    public static async Task<WireQueue> BindAsync(string broker, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(broker) };
        var wire = new WireQueue(await factory.CreateConnectionAsync(cancellationToken));
        var channel = await wire.connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        await channel.ExchangeDeclareAsync(
            Exchange,
            ExchangeType.Fanout,
            durable: true,
            cancellationToken: cancellationToken
        );
        await channel.QueueBindAsync(queue.QueueName, Exchange, "", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
            await wire.ids.Writer.WriteAsync(
                Guid.Parse(delivery.BasicProperties.MessageId!),
                delivery.CancellationToken
            );
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        return wire;
    }

    public ValueTask<Guid> NextAsync(CancellationToken cancellationToken) => ids.Reader.ReadAsync(cancellationToken);

    public bool TryNext(out Guid id) => ids.Reader.TryRead(out id);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
