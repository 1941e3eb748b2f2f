using System.Diagnostics;
using Chat.Contracts.Events.V1;
using MassTransit;

namespace Chat.Webhooks.Events;

/// <summary>Adds deliveries for messages. Events of tenants that have no subscription cost no statement.</summary>
/// <remarks>
/// A consumer of single events that shares commits, rather than a batch consumer: an event that cannot be stored fails
/// alone, and none waits for a batch to fill.
/// </remarks>
internal sealed class MessagePostedConsumer(DeliveryIntake intake) : IConsumer<MessagePosted>
{
    // Where MassTransit puts the publisher's span.
    private const string TraceHeader = "MT-Activity-Id";

    public async Task Consume(ConsumeContext<MessagePosted> context)
    {
        var posted = context.Message;
        var subscriptions = await intake.MatchingAsync(
            Guid.Parse(posted.Header.TenantId),
            EventTypes.MessageCreated,
            context.CancellationToken
        );
        if (subscriptions.Count == 0)
        {
            return;
        }

        var traceParent = Activity.Current?.Id ?? context.Headers.Get<string>(TraceHeader);
        var result = await intake.AddAsync(
            posted.ToWebhookEvent(traceParent),
            subscriptions,
            context.CancellationToken
        );
        if (!result.IsSuccess)
        {
            // Too much is waiting: the bus tries again.
            throw new InvalidOperationException(result.Error.Message);
        }
    }
}
