using Chat.ServiceDefaults.Errors;
using MassTransit;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>One batch at a time and instance, so that a single instance handles events in order.</summary>
internal sealed class EventBatchConsumerDefinition<THandler> : ConsumerDefinition<EventBatchConsumer<THandler>>
    where THandler : class, IEventHandler
{
    // The next ones are here when a batch is done; also what is handed to another instance when this one dies.
    private const int Prefetch = 4;

    // At most 20 minutes: below the half hour after which RabbitMQ takes a consumer that does not answer for dead. The
    // longest pause is short, because what waits must go on soon after the dependency is back.
    private static readonly TimeSpan OutageLimit = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

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

        // A dependency that is away is no fault of the event: it waits here instead of going to the error queue.
        consumerConfigurator.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(FaultClassifier.IsOutage);
            retry.Intervals([.. OutagePauses()]);
        });
    }

    /// <summary>The waits between tries while a dependency is away.</summary>
    internal static IEnumerable<TimeSpan> OutagePauses()
    {
        var waited = TimeSpan.Zero;
        for (var pause = FirstPause; waited + pause <= OutageLimit; waited += pause)
        {
            yield return pause;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
