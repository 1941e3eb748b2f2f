using Chat.ServiceDefaults.Errors;
using MassTransit;

namespace Chat.Webhooks.Events;

internal sealed class MessagePostedConsumerDefinition : ConsumerDefinition<MessagePostedConsumer>
{
    // Enough to fill a commit; also what is handed to another instance when this one dies.
    private const int Concurrency = 200;
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    // 20 minutes: below the half hour after which RabbitMQ takes a consumer that does not answer for dead.
    private const int OutageTries = 1200;

    public MessagePostedConsumerDefinition()
    {
        EndpointName = "webhooks-message-posted";
        ConcurrentMessageLimit = Concurrency;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<MessagePostedConsumer> consumerConfigurator,
        IRegistrationContext context
    )
    {
        endpointConfigurator.PrefetchCount = Concurrency;

        // A database that is away is no fault of the event: it waits here instead of going to the error queue.
        consumerConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(FaultClassifier.IsDatabaseOutage);
            retry.Interval(OutageTries, OutagePause);
        });
    }
}
