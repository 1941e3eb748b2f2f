using System.Diagnostics;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Telemetry;
using MassTransit;
using MassTransit.Logging;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>
/// Publishes stored events over one channel of its own: RabbitMQ keeps the order of one channel, MassTransit's
/// publish pipeline does not promise it. Bodies are sent as they are stored, without being parsed again.
/// </summary>
internal sealed class BrokerEventPublisher(EventRoutes routes, IConfiguration configuration, ServiceName service)
    : IEventPublisher,
        IAsyncDisposable
{
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
        var factory = new ConnectionFactory
        {
            Uri = BrokerAddress.Of(configuration),
            ClientProvidedName = service.Value + " outbox",
            // The relay's own loop connects again; a second mechanism would fight it.
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        };
        connection = await factory.CreateConnectionAsync(cancellationToken);
        channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false),
            cancellationToken
        );
        Follow(channel);
        foreach (var name in EventTypes.Names)
        {
            // As the consumers declare it: whoever comes first makes it.
            await channel.ExchangeDeclareAsync(
                name,
                ExchangeType.Fanout,
                durable: true,
                cancellationToken: cancellationToken
            );
        }
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

    private async Task PublishOpenAsync(
        IChannel open,
        IReadOnlyList<StoredEvent> events,
        CancellationToken cancellationToken
    )
    {
        var first = await open.GetNextPublishSequenceNumberAsync(cancellationToken);
        var batch = new PublisherConfirms(first, events.Count);
        confirms = batch;
        foreach (var stored in events)
        {
            using var activity = StartActivity(stored.Row);
            await open.BasicPublishAsync(
                stored.Row.Type,
                routingKey: "",
                mandatory: routes.MustBeTaken(stored.Row.Type),
                PropertiesOf(stored.Row, activity),
                stored.Row.Payload,
                cancellationToken
            );
        }

        await batch.Completion.WaitAsync(cancellationToken);
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
        // Comes in front of the returned message's confirm.
        open.BasicReturnAsync += (_, _) =>
        {
            confirms?.Return();
            return Task.CompletedTask;
        };
        open.ChannelShutdownAsync += (_, shutdown) =>
        {
            confirms?.Close(shutdown);
            return Task.CompletedTask;
        };
    }

    private static BasicProperties PropertiesOf(OutboxRow row, Activity? activity)
    {
        var id = row.Id.ToString("D");
        var headers = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [BusProtocol.TypeHeader] = row.Type,
            [MessageHeaders.MessageId] = id,
        };
        if ((activity?.Id ?? row.TraceParent) is { } parent)
        {
            headers[DiagnosticHeaders.ActivityId] = parent;
        }

        return new BasicProperties
        {
            ContentType = BusProtocol.MediaType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = id,
            Type = row.Type,
            Headers = headers,
        };
    }

    private static Activity? StartActivity(OutboxRow row)
    {
        if (!ActivityContext.TryParse(row.TraceParent, traceState: null, isRemote: true, out var parent))
        {
            return null;
        }

        var activity = ChatTelemetry.Source.StartActivity($"publish {row.Type}", ActivityKind.Producer, parent);
        activity?.SetTag("messaging.system", "rabbitmq");
        activity?.SetTag("messaging.operation.type", "publish");
        activity?.SetTag("messaging.destination.name", row.Type);
        activity?.SetTag("messaging.message.id", row.Id);
        return activity;
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
