using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Outbox;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using MassTransit;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Tests.Messaging;

[Trait("Level", "Component")]
[Collection(BrokerCollection.Name)]
public sealed class BusTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_Event_BodyIsTheBareProtobufUnderTheContractsName()
    {
        var broker = await RabbitMqServer.SharedAsync();
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        await using var service = await HealthyAsync(new PostedInbox());
        var queue = await channel.QueueDeclareAsync(cancellationToken: Cancel);
        await channel.QueueBindAsync(queue.QueueName, "chat.events.v1.MessagePosted", "", cancellationToken: Cancel);

        var posted = OutboxService.Event(7);
        await service.Get<IBus>().Publish(posted, Cancel);

        BasicGetResult? got = null;
        await Eventually.TrueAsync(
            async () => (got = await channel.BasicGetAsync(queue.QueueName, autoAck: true, Cancel)) is not null,
            Cancel
        );
        Assert.Equal(posted, MessagePosted.Parser.ParseFrom(got!.Body.Span));
        Assert.Equal("application/vnd.chat.protobuf", got.BasicProperties.ContentType);
        Assert.True(got.BasicProperties.Persistent);
    }

    [Fact]
    public async Task Consumer_FailsAtFirst_IsTriedAgain()
    {
        var failures = 2;
        var inbox = new PostedInbox
        {
            Fail = _ => Interlocked.Decrement(ref failures) >= 0 ? new InvalidOperationException("not yet") : null,
        };
        await using var service = await HealthyAsync(inbox);

        await service.Get<IBus>().Publish(OutboxService.Event(1), Cancel);

        Assert.Equal(1, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Event.Message.Sequence);
    }

    [Fact]
    public async Task Consumer_AlwaysFails_MessageIsInTheErrorQueueWithItsBody()
    {
        var inbox = new PostedInbox { Fail = _ => new InvalidOperationException("never") };
        await using var service = await HealthyAsync(inbox);
        var posted = OutboxService.Event(1);

        await service.Get<IBus>().Publish(posted, Cancel);

        await using var connection = await ConnectAsync(await RabbitMqServer.SharedAsync());
        BasicGetResult? got = null;
        await Eventually.TrueAsync(
            async () => (got = await PeekAsync(connection, inbox.Queue + "_error")) is not null,
            Cancel
        );
        Assert.Equal(posted, MessagePosted.Parser.ParseFrom(got!.Body.Span));
    }

    private static async Task<BasicGetResult?> PeekAsync(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        try
        {
            return await channel.BasicGetAsync(queue, autoAck: false, Cancel);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            // The queue is made with the first message that needs it.
            return null;
        }
    }

    private static Task<IConnection> ConnectAsync(RabbitMqServer broker) =>
        new ConnectionFactory { Uri = new Uri(broker.ConnectionString) }.CreateConnectionAsync(Cancel);

    private static async Task<TestService> HealthyAsync(PostedInbox inbox)
    {
        var broker = await RabbitMqServer.SharedAsync();
        var service = await OutboxService.StartConsumerAsync(broker.ConnectionString, inbox);
        await Eventually.TrueAsync(
            async () =>
            {
                using var response = await service.Http.GetAsync("/health", Cancel);
                return response.IsSuccessStatusCode;
            },
            Cancel
        );
        return service;
    }
}
