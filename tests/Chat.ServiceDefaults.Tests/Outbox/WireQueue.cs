using System.Threading.Channels;
using Chat.Contracts.Events.V1;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Chat.ServiceDefaults.Tests.Outbox;

/// <summary>A queue of the broker's own client on the batches of events: shows their order as the broker has it.</summary>
internal sealed class WireQueue : IAsyncDisposable
{
    private const string Exchange = "chat.events.v1.EventBatch";
    private readonly IConnection connection;
    private readonly Channel<Guid> ids = Channel.CreateBounded<Guid>(100_000);

    private int messages;

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
        {
            Interlocked.Increment(ref wire.messages);
            foreach (var envelope in EventBatch.Parser.ParseFrom(delivery.Body.Span).Events)
            {
                var posted = MessagePosted.Parser.ParseFrom(envelope.Payload);
                await wire.ids.Writer.WriteAsync(Guid.Parse(posted.Header.EventId), delivery.CancellationToken);
            }
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        return wire;
    }

    /// <summary>Messages that the events came in.</summary>
    public int Messages => Volatile.Read(ref messages);

    public ValueTask<Guid> NextAsync(CancellationToken cancellationToken) => ids.Reader.ReadAsync(cancellationToken);

    public bool TryNext(out Guid id) => ids.Reader.TryRead(out id);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
