using Chat.Contracts.Events.V1;
using Chat.ErrorQueueTool;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Outbox;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using MassTransit;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Tests.Messaging;

[Trait("Level", "Component")]
public sealed class ErrorQueuesTests
{
    private static readonly Lazy<Task<string>> Broker = new(RabbitMqServer.VirtualHostAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_EventGivenUp_SaysWhichAndWhyAndLeavesIt()
    {
        var inbox = new PostedInbox { Fail = _ => new InvalidOperationException("a bug of ours") };
        await using var service = await HealthyAsync(inbox);
        await using var queues = await ConnectAsync();
        var posted = OutboxService.Event(1);
        posted.Header.TenantId = Ids.NewText();

        await GiveUpAsync(service, queues, inbox, posted);

        for (var again = 0; again < 2; again++)
        {
            var message = Assert.Single(await queues.ListAsync(inbox.Queue, 10, Cancel));
            Assert.Equal(
                new FailedEvent("chat.events.v1.MessagePosted", posted.Header.EventId, posted.Header.TenantId),
                Assert.Single(message.Events)
            );
            Assert.Equal("System.InvalidOperationException: a bug of ours", message.Reason);
            Assert.NotEmpty(message.FailedAt);
        }
    }

    [Fact]
    public async Task Replay_BugMended_HandlesThemInOrderAndEmptiesTheQueue()
    {
        var broken = true;
        var inbox = new PostedInbox { Fail = _ => broken ? new InvalidOperationException("bug") : null };
        await using var service = await HealthyAsync(inbox);
        await using var queues = await ConnectAsync();
        await GiveUpAsync(service, queues, inbox, OutboxService.Event(1));
        await GiveUpAsync(service, queues, inbox, OutboxService.Event(2));

        broken = false;
        var sent = await queues.ReplayAsync(inbox.Queue, eventId: null, Cancel);

        Assert.Equal(2, sent);
        Assert.Equal(1, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        Assert.Equal(2, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        Assert.Equal(0, await queues.CountAsync(inbox.Queue, Cancel));
    }

    [Fact]
    public async Task Replay_OneEvent_LeavesTheOthers()
    {
        var broken = true;
        var inbox = new PostedInbox { Fail = _ => broken ? new InvalidOperationException("bug") : null };
        await using var service = await HealthyAsync(inbox);
        await using var queues = await ConnectAsync();
        var second = OutboxService.Event(2);
        await GiveUpAsync(service, queues, inbox, OutboxService.Event(1));
        await GiveUpAsync(service, queues, inbox, second);

        broken = false;
        var sent = await queues.ReplayAsync(inbox.Queue, second.Header.EventId, Cancel);

        Assert.Equal(1, sent);
        Assert.Equal(2, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        await CountsAsync(queues, inbox, 1);
    }

    [Fact]
    public async Task Replay_StillBroken_ComesBackOnce()
    {
        var inbox = new PostedInbox { Fail = _ => new InvalidOperationException("still") };
        await using var service = await HealthyAsync(inbox);
        await using var queues = await ConnectAsync();
        await GiveUpAsync(service, queues, inbox, OutboxService.Event(1));

        Assert.Equal(1, await queues.ReplayAsync(inbox.Queue, eventId: null, Cancel));

        await CountsAsync(queues, inbox, 1);
    }

    [Fact]
    public async Task Replay_QueueGone_LosesNothing()
    {
        var inbox = new PostedInbox { Fail = _ => new InvalidOperationException("bug") };
        await using var queues = await ConnectAsync();
        await using (var service = await HealthyAsync(inbox))
        {
            await GiveUpAsync(service, queues, inbox, OutboxService.Event(1));
        }

        await DeleteAsync(inbox.Queue);

        await Assert.ThrowsAnyAsync<RabbitMQ.Client.Exceptions.PublishException>(() =>
            queues.ReplayAsync(inbox.Queue, eventId: null, Cancel)
        );
        await CountsAsync(queues, inbox, 1);
    }

    [Fact]
    public async Task List_Nonsense_IsShownAsSuch()
    {
        var queue = "test-" + Ids.NewText();
        await using var connection = await OpenAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        await channel.QueueDeclareAsync(queue + "_error", exclusive: true, cancellationToken: Cancel);
        await channel.BasicPublishAsync(
            "",
            queue + "_error",
            body: new byte[] { 0xff, 0xff },
            cancellationToken: Cancel
        );
        var unknown = new EventBatch { Events = { new EventEnvelope { Type = "chat.events.v1.OfALaterVersion" } } };
        var body = Google.Protobuf.MessageExtensions.ToByteArray(unknown);
        await channel.BasicPublishAsync("", queue + "_error", body: body, cancellationToken: Cancel);

        var listed = new List<FailedMessage>();
        for (BasicGetResult? got; (got = await channel.BasicGetAsync(queue + "_error", true, Cancel)) is not null; )
        {
            listed.Add(FailedMessageCodec.Read(got));
        }

        Assert.Equal(
            ["unreadable", "chat.events.v1.OfALaterVersion"],
            listed.Select(message => Assert.Single(message.Events).Type)
        );
    }

    [Theory]
    [InlineData(2, "amqp://x")]
    [InlineData(2, "amqp://x", "drop", "webhooks-events")]
    [InlineData(2, "amqp://x", "list", "no-such-queue")]
    [InlineData(2, "http://x", "list")]
    [InlineData(2, null, "list")]
    [InlineData(1, "amqp://user:secret@127.0.0.1:1", "list")]
    public async Task Command_Misused_SaysWhatIsWrongWithoutThePassword(int code, string? broker, params string[] args)
    {
        var output = new StringWriter();

        Assert.Equal(code, await new Command(output, broker).RunAsync(args, Cancel));

        Assert.NotEmpty(output.ToString());
        Assert.DoesNotContain("secret", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_List_CountsEveryQueue()
    {
        var output = new StringWriter();
        var broker = await Broker.Value;

        Assert.Equal(0, await new Command(output, broker).RunAsync(["list"], Cancel));

        Assert.All(
            EventQueues.All,
            queue => Assert.Contains(queue + ": 0", output.ToString(), StringComparison.Ordinal)
        );
    }

    private static async Task GiveUpAsync(
        TestService service,
        ErrorQueues queues,
        PostedInbox inbox,
        MessagePosted posted
    )
    {
        var before = await queues.CountAsync(inbox.Queue, Cancel);
        await service.Get<IBus>().Publish(OutboxService.Batch(posted), Cancel);
        await CountsAsync(queues, inbox, before + 1);
    }

    private static Task CountsAsync(ErrorQueues queues, PostedInbox inbox, int count) =>
        Eventually.TrueAsync(async () => await queues.CountAsync(inbox.Queue, Cancel) == count, Cancel);

    private static async Task DeleteAsync(string queue)
    {
        await using var connection = await OpenAsync();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
        await channel.QueueDeleteAsync(queue, cancellationToken: Cancel);
    }

    private static async Task<ErrorQueues> ConnectAsync() =>
        await ErrorQueues.ConnectAsync(new Uri(await Broker.Value), Cancel);

    private static async Task<IConnection> OpenAsync() =>
        await new ConnectionFactory { Uri = new Uri(await Broker.Value) }.CreateConnectionAsync(Cancel);

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
