using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using RabbitMQ.Client;

namespace Chat.Sessions.Tests.Analytics;

/// <summary>A broker, and events on it as the outbox relay of Sessions puts them there.</summary>
internal sealed class AnalyticsScene(RabbitMqServer broker)
{
    public static readonly DateTimeOffset LateEvening = new(2026, 3, 1, 23, 59, 59, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Guid Tenant { get; } = Ids.New();

    public string Broker => broker.ConnectionString;

    public static async Task<AnalyticsScene> StartAsync() => new(await RabbitMqServer.SharedAsync());

    public ConversationStarted Started(DateTimeOffset? at = null) =>
        new()
        {
            Header = Header(at),
            Conversation = new Conversation { Id = Ids.NewText() },
        };

    public MessagePosted Posted(AuthorKind kind, string text = "hello", DateTimeOffset? at = null) =>
        new()
        {
            Header = Header(at),
            Message = new Message
            {
                Id = Ids.NewText(),
                Author = new Author { Kind = kind },
                Text = text,
            },
        };

    public LeadCaptured Captured() =>
        new()
        {
            Header = Header(null),
            Lead = new Lead { Id = Ids.NewText() },
        };

    public async Task PublishAsync(params IReadOnlyList<IMessage> events)
    {
        var batch = new EventBatch();
        batch.Events.AddRange(
            events.Select(one => new EventEnvelope { Type = one.Descriptor.FullName, Payload = one.ToByteString() })
        );
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            Cancel
        );
        var properties = new BasicProperties
        {
            ContentType = "application/vnd.chat.protobuf",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["chat-event-type"] = EventBatch.Descriptor.FullName,
            },
        };
        await channel.BasicPublishAsync(
            EventBatch.Descriptor.FullName,
            "",
            mandatory: true,
            properties,
            batch.ToByteArray(),
            Cancel
        );
    }

    /// <summary>The next event of the error queue, alone in its batch.</summary>
    public async Task<EventEnvelope> NextErrorAsync()
    {
        await using var connection = await ConnectAsync();
        BasicGetResult? got = null;
        await Eventually.TrueAsync(
            async () =>
            {
                // A channel of its own for each look: a queue that is not there yet costs the channel.
                await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancel);
                try
                {
                    got = await channel.BasicGetAsync(EventQueues.Sessions + "_error", autoAck: true, Cancel);
                }
                catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
                {
                    // The queue is made with the first error.
                    return false;
                }

                return got is not null;
            },
            Cancel
        );
        return Assert.Single(EventBatch.Parser.ParseFrom(got!.Body.Span).Events);
    }

    private Task<IConnection> ConnectAsync() =>
        new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync(Cancel);

    private EventHeader Header(DateTimeOffset? at) =>
        new()
        {
            EventId = Ids.NewText(),
            TenantId = Tenant.ToString(),
            OccurredAt = Timestamp.FromDateTimeOffset(at ?? LateEvening),
        };
}
