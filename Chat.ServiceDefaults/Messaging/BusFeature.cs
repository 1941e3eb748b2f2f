using System.Net.Security;
using System.Security.Authentication;
using Google.Protobuf;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Connects a service to the bus.</summary>
public static class BusFeature
{
    // Together about a second, after which the message goes to `<queue>_error`: an outage is waited out elsewhere
    // (EventBatchConsumerDefinition), what is left is mostly a bug, and everybody's events wait behind it. In one row: of
    // two retries around each other the outer one leaves alone what the inner one gave up.
    private static readonly TimeSpan[] RetryIntervals =
    [
        TimeSpan.Zero,
        TimeSpan.Zero,
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(300),
        TimeSpan.FromMilliseconds(600),
    ];

    /// <summary>
    /// Adds the bus on the connection string <c>messaging</c> (amqp URI), with the health check <c>bus</c>. The host
    /// starts without a broker; the bus connects when it is there, and is healthy once every consumer's queue is bound.
    /// </summary>
    /// <remarks>
    /// Messages are the classes of <c>chat.events.v1</c>. A consumer's endpoint is durable, retries, and moves what
    /// fails for good to <c>&lt;queue&gt;_error</c>. Faults are not published: the error queue is their place.
    /// </remarks>
    /// <param name="builder">The host's builder.</param>
    /// <param name="configure">Adds consumers with their definitions.</param>
    /// <returns>The builder.</returns>
    public static IHostApplicationBuilder AddBus(
        this IHostApplicationBuilder builder,
        Action<IBusRegistrationConfigurator>? configure = null
    )
    {
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.ConfigureHealthCheckOptions(health =>
            {
                health.Name = "bus";
                health.MinimalFailureStatus = HealthStatus.Unhealthy;
                health.Tags.Clear();
            });
            bus.AddConfigureEndpointsCallback((_, _, endpoint) => ConfigureEndpoint(endpoint));
            configure?.Invoke(bus);
            bus.UsingRabbitMq(ConfigureBroker);
        });
        builder.Services.AddHostedService<BusReviver>();
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            // Waiting would stop the service from starting without a broker. Whoever publishes waits for the bus
            // instead (the outbox relay does), and whoever waits for the service waits for its health.
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(5);
        });
        return builder;
    }

    /// <summary>
    /// Feeds a handler with events from a durable queue of its own, batch by batch. Several instances of the service
    /// share the queue. What cannot be handled goes to <c>&lt;queue&gt;_error</c>, event by event.
    /// </summary>
    /// <typeparam name="THandler">The handler; registered as a singleton unless it is already.</typeparam>
    /// <param name="bus">The bus's registration.</param>
    /// <param name="queue">A name of <c>EventQueues</c>.</param>
    public static void AddEventHandler<THandler>(this IBusRegistrationConfigurator bus, string queue)
        where THandler : class, IEventHandler
    {
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentException.ThrowIfNullOrEmpty(queue);
        bus.TryAddSingleton<THandler>();
        bus.AddSingleton(new EventQueue<THandler>(queue));
        bus.AddConsumer<EventBatchConsumer<THandler>, EventBatchConsumerDefinition<THandler>>();
    }

    private static void ConfigureEndpoint(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.PublishFaults = false;
        endpoint.UseMessageRetry(retry => retry.Intervals(RetryIntervals));
    }

    private static void ConfigureBroker(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator broker)
    {
        var uri = BrokerAddress.Of(context.GetRequiredService<IConfiguration>());
        broker.Host(
            uri,
            host =>
            {
                host.ConnectionName(context.GetRequiredService<ServiceName>().Value);
                host.PublisherConfirmation = true;
                host.Heartbeat(TimeSpan.FromSeconds(10));
                host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
                if (BrokerAddress.IsTls(uri))
                {
                    // MassTransit takes an amqps URI for one without TLS unless its port is 5671.
                    host.UseSsl(ssl =>
                    {
                        ssl.ServerName = uri.Host;
                        ssl.Protocol = SslProtocols.None;
                        // It lets pass a certificate that nobody vouches for.
                        ssl.EnforcePolicyErrors(
                            SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch
                        );
                    });
                }
            }
        );
        ConfigureMessages(broker);
        broker.ConfigureEndpoints(context);
    }

    private static void ConfigureMessages(IRabbitMqBusFactoryConfigurator broker)
    {
        broker.ClearSerialization();
        broker.AddSerializer(new ProtobufSerializerFactory(), isSerializer: true);
        broker.AddDeserializer(new ProtobufSerializerFactory(), isDefault: true);
        broker.MessageTopology.SetEntityNameFormatter(
            new EventNameFormatter(broker.MessageTopology.EntityNameFormatter)
        );

        // The generated classes implement interfaces of the protobuf runtime; those are no messages. Their interfaces of
        // the base class library MassTransit leaves out by itself, and refuses to hear of.
        broker.Publish<IMessage>(topology => topology.Exclude = true);
        broker.Publish<IBufferMessage>(topology => topology.Exclude = true);
        foreach (var type in EventTypes.Classes)
        {
            foreach (var contract in type.GetInterfaces().Where(IsGenericOfProtobuf))
            {
                broker.Publish(contract, topology => topology.Exclude = true);
            }
        }
    }

    private static bool IsGenericOfProtobuf(Type contract) =>
        contract.IsGenericType && contract.Namespace == typeof(IMessage).Namespace;
}
