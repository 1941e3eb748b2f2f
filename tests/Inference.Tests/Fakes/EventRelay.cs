using Chat.Contracts.Events.V1;
using Google.Protobuf;
using RabbitMQ.Client;

namespace Chat.Inference.Fakes;

/// <summary>Publishes as the outbox relay of Sessions does, whether or not an instance of this service is up.</summary>
internal static class EventRelay
{
    public static async Task PublishAsync(string broker, IReadOnlyList<IMessage> events)
    {
        var token = TestContext.Current.CancellationToken;
        var batch = new EventBatch();
        batch.Events.AddRange(
            events.Select(told => new EventEnvelope { Type = told.Descriptor.FullName, Payload = told.ToByteString() })
        );
        var factory = new ConnectionFactory { Uri = new Uri(broker) };
        await using var connection = await factory.CreateConnectionAsync(token);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            token
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
            token
        );
    }
}
