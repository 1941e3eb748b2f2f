using System.Diagnostics;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Telemetry;
using Google.Protobuf;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>
/// Publishes stored events over one channel of its own: RabbitMQ keeps the order of one channel, MassTransit's
/// publish pipeline does not promise it. Events are sent as they are stored, without being parsed again.
/// </summary>
internal sealed class BrokerEventPublisher(
    EventSubscribers subscribers,
    IConfiguration configuration,
    ServiceName service,
    ILogger<BrokerEventPublisher> logger
) : IEventPublisher, IAsyncDisposable
{
    private static readonly string Exchange = EventBatch.Descriptor.FullName;

    private IConnection? connection;
    private IChannel? channel;
    private PublisherConfirms? confirms;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (channel is { IsOpen: true })
        {
            return;
        }

        await CloseAsync();
        var factory = BrokerAddress.FactoryOf(BrokerAddress.Of(configuration), service.Value + " outbox");
        connection = await factory.CreateConnectionAsync(cancellationToken);
        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            OutboxLog.Blocked(logger, blocked.Reason);
            return Task.CompletedTask;
        };
        var opened = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false),
            cancellationToken
        );
        Follow(opened);
        await DeclareAsync(opened, cancellationToken);
        // Not before: the broker confirms also what it has no queue for, and the next try must not take half of them for all.
        channel = opened;
    }

    public async Task PublishAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        try
        {
            await PublishOpenAsync(channel!, events, cancellationToken);
        }
        catch (Exception)
        {
            // Confirms of the failed batch must not be taken for those of the next one.
            await CloseAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>As the consumers declare it: whoever comes first makes it.</summary>
    private async Task DeclareAsync(IChannel open, CancellationToken cancellationToken)
    {
        var cancel = cancellationToken;
        await open.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
        foreach (var queue in subscribers.Queues)
        {
            await open.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
            await open.QueueDeclareAsync(
                queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                cancellationToken: cancel
            );
            await open.QueueBindAsync(queue, queue, routingKey: "", cancellationToken: cancel);
            await open.ExchangeBindAsync(queue, Exchange, routingKey: "", cancellationToken: cancel);
        }
    }

    private async Task PublishOpenAsync(
        IChannel open,
        IReadOnlyList<StoredEvent> events,
        CancellationToken cancellationToken
    )
    {
        var batches = EventBatches.Of(events, Trace).ToList();
        var first = await open.GetNextPublishSequenceNumberAsync(cancellationToken);
        var expected = new PublisherConfirms(first, batches.Count);
        confirms = expected;
        foreach (var batch in batches)
        {
            await open.BasicPublishAsync(
                Exchange,
                routingKey: "",
                mandatory: false,
                Properties(),
                batch.ToByteArray(),
                cancellationToken
            );
        }

        await expected.Completion.WaitAsync(cancellationToken);
    }

    private void Follow(IChannel open)
    {
        open.BasicAcksAsync += (_, ack) =>
        {
            confirms?.Confirm(ack.DeliveryTag, ack.Multiple);
            return Task.CompletedTask;
        };
        open.BasicNacksAsync += (_, refusal) =>
        {
            confirms?.Refuse(refusal.DeliveryTag);
            return Task.CompletedTask;
        };
        open.ChannelShutdownAsync += (_, shutdown) =>
        {
            confirms?.Close(shutdown);
            return Task.CompletedTask;
        };
    }

    private static BasicProperties Properties()
    {
        var id = Ids.NewText();
        return new BasicProperties
        {
            ContentType = BusProtocol.MediaType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = id,
            Type = Exchange,
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [BusProtocol.TypeHeader] = Exchange,
                [MessageHeaders.MessageId] = id,
            },
        };
    }

    /// <summary>The span of an event's publication, if anybody listens; else the trace it was stored with.</summary>
    private static string? Trace(OutboxRow row)
    {
        if (!ActivityContext.TryParse(row.TraceParent, traceState: null, isRemote: true, out var parent))
        {
            return null;
        }

        using var activity = ChatTelemetry.Source.StartActivity($"publish {row.Type}", ActivityKind.Producer, parent);
        activity?.SetTag("messaging.system", "rabbitmq");
        activity?.SetTag("messaging.operation.type", "publish");
        activity?.SetTag("messaging.destination.name", Exchange);
        activity?.SetTag("messaging.message.id", row.Id);
        return activity?.Id ?? row.TraceParent;
    }

    private async Task CloseAsync()
    {
        confirms = null;
        if (channel is not null)
        {
            await channel.DisposeAsync();
            channel = null;
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }
    }
}
