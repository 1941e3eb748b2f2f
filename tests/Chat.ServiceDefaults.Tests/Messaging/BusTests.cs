using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Tests.Errors;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Outbox;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Grpc.Core;
using MassTransit;
using Npgsql;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Tests.Messaging;

[Trait("Level", "Component")]
public sealed class BusTests
{
    // BusLog.BatchTakenApart.
    private const int BatchTakenApart = 403;

    private static readonly Lazy<Task<string>> Broker = new(RabbitMqServer.VirtualHostAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_Batch_BodyIsTheBareProtobufUnderTheContractsName()
    {
        var broker = await Broker.Value;
        await using var connection = await ConnectAsync(broker);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        await using var service = await HealthyAsync(new PostedInbox());
        var queue = await channel.QueueDeclareAsync(cancellationToken: Cancel);
        await channel.QueueBindAsync(queue.QueueName, "chat.events.v1.EventBatch", "", cancellationToken: Cancel);

        var batch = OutboxService.Batch(OutboxService.Event(7));
        await service.Get<IBus>().Publish(batch, Cancel);

        BasicGetResult? got = null;
        await Eventually.TrueAsync(
            async () => (got = await channel.BasicGetAsync(queue.QueueName, autoAck: true, Cancel)) is not null,
            Cancel
        );
        Assert.Equal(batch, EventBatch.Parser.ParseFrom(got!.Body.Span));
        Assert.Equal("application/vnd.chat.protobuf", got.BasicProperties.ContentType);
        Assert.True(got.BasicProperties.Persistent);
    }

    // More often than it is tried at once: then it waits between the tries.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Consumer_FailsAtFirst_IsTriedAgain(int failures)
    {
        var inbox = new PostedInbox
        {
            Fail = _ => Interlocked.Decrement(ref failures) >= 0 ? new InvalidOperationException("not yet") : null,
        };
        await using var service = await HealthyAsync(inbox);

        await service.Get<IBus>().Publish(OutboxService.Batch(OutboxService.Event(1)), Cancel);

        Assert.Equal(1, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
    }

    [Fact]
    public async Task Consumer_OneEventAlwaysFails_TheOthersAreHandledAndItIsAloneInTheErrorQueue()
    {
        var inbox = new PostedInbox
        {
            Fail = posted => posted.Message.Sequence == 2 ? new InvalidOperationException("never") : null,
        };
        await using var service = await HealthyAsync(inbox);
        var events = Enumerable.Range(1, 3).Select(n => OutboxService.Event(n)).ToList();

        await service.Get<IBus>().Publish(OutboxService.Batch(events), Cancel);

        var handled = new HashSet<long>
        {
            (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence,
            (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence,
        };
        Assert.Equal([1, 3], handled.Order());
        await using var connection = await ConnectAsync(await Broker.Value);
        BasicGetResult? got = null;
        await Eventually.TrueAsync(
            async () => (got = await PeekAsync(connection, inbox.Queue + "_error")) is not null,
            Cancel
        );
        Assert.Equal(OutboxService.Batch(events[1]), EventBatch.Parser.ParseFrom(got!.Body.Span));
    }

    public static TheoryData<Exception> Outages() =>
        new()
        {
            new NpgsqlException("gone"),
            RedisFault.Create(),
            new RpcException(new Status(StatusCode.Unavailable, "gone")),
            new HttpRequestException("gone"),
        };

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public async Task Consumer_DependencyAwayForAWhile_KeepsTheBatchWholeAndInOrder(Exception outage)
    {
        var failures = 3;
        var inbox = new PostedInbox { Fail = _ => Interlocked.Decrement(ref failures) >= 0 ? outage : null };
        await using var service = await HealthyAsync(inbox);
        var events = Enumerable.Range(1, 3).Select(n => OutboxService.Event(n)).ToList();

        await service.Get<IBus>().Publish(OutboxService.Batch(events), Cancel);

        for (var sequence = 1; sequence <= 3; sequence++)
        {
            Assert.Equal(sequence, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        }

        await Eventually.TrueAsync(() => inbox.Batches == 1, Cancel);
        Assert.True(Volatile.Read(ref failures) < 0);
        Assert.DoesNotContain(service.Logs.Entries, entry => entry.EventId.Id == BatchTakenApart);
        await using var connection = await ConnectAsync(await Broker.Value);
        Assert.Null(await PeekAsync(connection, inbox.Queue + "_error"));
    }

    [Fact]
    public async Task Consumer_OneEventCannotBeRead_TheOthersAreHandledAndItIsKept()
    {
        var inbox = new PostedInbox();
        await using var service = await HealthyAsync(inbox);
        var batch = OutboxService.Batch(OutboxService.Event(1), OutboxService.Event(2));
        var broken = new EventEnvelope
        {
            Type = MessagePosted.Descriptor.FullName,
            Payload = Google.Protobuf.ByteString.CopyFrom(0xFF),
        };
        batch.Events.Insert(1, broken);

        await service.Get<IBus>().Publish(batch, Cancel);

        Assert.Equal(1, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        Assert.Equal(2, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        await using var connection = await ConnectAsync(await Broker.Value);
        BasicGetResult? got = null;
        await Eventually.TrueAsync(
            async () => (got = await PeekAsync(connection, inbox.Queue + "_error")) is not null,
            Cancel
        );
        Assert.Equal(broken, Assert.Single(EventBatch.Parser.ParseFrom(got!.Body.Span).Events));
    }

    [Fact]
    public async Task Consumer_EmptyBatch_IsPassedOver()
    {
        var inbox = new PostedInbox();
        await using var service = await HealthyAsync(inbox);

        await service.Get<IBus>().Publish(new EventBatch(), Cancel);
        await service.Get<IBus>().Publish(OutboxService.Batch(OutboxService.Event(2)), Cancel);

        Assert.Equal(2, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        await Eventually.TrueAsync(() => inbox.Batches == 1, Cancel);
    }

    [Fact]
    public async Task Consumer_EventsItDoesNotWant_AreSkipped()
    {
        var inbox = new PostedInbox();
        await using var service = await HealthyAsync(inbox);
        var batch = OutboxService.Batch(OutboxService.Event(1));
        batch.Events.Insert(0, new EventEnvelope { Type = "chat.events.v1.OfALaterVersion" });

        await service.Get<IBus>().Publish(batch, Cancel);

        Assert.Equal(1, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
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

    private static Task<IConnection> ConnectAsync(string broker) =>
        new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync(Cancel);

    private static async Task<TestService> HealthyAsync(PostedInbox inbox)
    {
        var broker = await Broker.Value;
        var service = await OutboxService.StartConsumerAsync(broker, inbox);
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
