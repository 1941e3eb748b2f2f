using Chat.ServiceDefaults.Errors;
using MassTransit;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>One batch at a time and instance, so that a single instance handles events in order.</summary>
internal sealed class EventBatchConsumerDefinition<THandler> : ConsumerDefinition<EventBatchConsumer<THandler>>
    where THandler : class, IEventHandler
{
    // The next ones are here when a batch is done; also what is handed to another instance when this one dies.
    private const int Prefetch = 4;
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    // 20 minutes: below the half hour after which RabbitMQ takes a consumer that does not answer for dead.
    private const int OutageTries = 1200;

    public EventBatchConsumerDefinition(EventQueue<THandler> queue)
    {
        EndpointName = queue.Name;
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<EventBatchConsumer<THandler>> consumerConfigurator,
        IRegistrationContext context
    )
    {
        endpointConfigurator.PrefetchCount = Prefetch;

        // A database that is away is no fault of the event: it waits here instead of going to the error queue.
        consumerConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(FaultClassifier.IsDatabaseOutage);
            retry.Interval(OutageTries, OutagePause);
        });
    }
}
