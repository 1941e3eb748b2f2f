using Chat.Contracts.Events.V1;
using MassTransit;

namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>Hands what arrives to the test.</summary>
internal sealed class PostedConsumer(PostedInbox inbox) : IConsumer<MessagePosted>
{
    public async Task Consume(ConsumeContext<MessagePosted> context) =>
        await inbox.TakeAsync(context.Message, context.MessageId, context.CancellationToken);
}

internal sealed class PostedConsumerDefinition : ConsumerDefinition<PostedConsumer>
{
    public PostedConsumerDefinition(PostedInbox inbox)
    {
        EndpointName = inbox.Queue;
        ConcurrentMessageLimit = 1;
    }
}
