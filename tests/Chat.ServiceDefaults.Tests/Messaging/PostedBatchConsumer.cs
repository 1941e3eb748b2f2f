using Chat.Contracts.Events.V1;
using MassTransit;

namespace Chat.ServiceDefaults.Tests.Messaging;

internal sealed class PostedBatchConsumer(PostedInbox inbox) : IConsumer<Batch<MessagePosted>>
{
    public async Task Consume(ConsumeContext<Batch<MessagePosted>> context)
    {
        foreach (var message in context.Message)
        {
            await inbox.TakeAsync(message.Message, message.MessageId, context.CancellationToken);
        }

        inbox.Batches++;
    }
}

internal sealed class PostedBatchConsumerDefinition : ConsumerDefinition<PostedBatchConsumer>
{
    public PostedBatchConsumerDefinition(PostedInbox inbox) => EndpointName = inbox.Queue;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<PostedBatchConsumer> consumerConfigurator,
        IRegistrationContext context
    )
    {
        endpointConfigurator.PrefetchCount = 400;
        consumerConfigurator.Options<BatchOptions>(options =>
            options.SetMessageLimit(100).SetTimeLimit(TimeSpan.FromMilliseconds(50)).SetConcurrencyLimit(1)
        );
    }
}
