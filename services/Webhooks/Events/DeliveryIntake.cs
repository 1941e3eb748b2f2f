using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Chat.Webhooks.Dispatch;
using Chat.Webhooks.Subscriptions;
using Google.Protobuf.Reflection;

namespace Chat.Webhooks.Events;

/// <summary>
/// Turns events into deliveries, one per subscription that wants it: all of a batch in one statement. Events of tenants
/// that have no subscription cost none.
/// </summary>
internal sealed class DeliveryIntake(DeliveryInserts inserts, SubscriptionDirectory directory, DispatchSignal signal)
    : IEventHandler
{
    /// <inheritdoc />
    public IReadOnlyCollection<MessageDescriptor> Events { get; } = [MessagePosted.Descriptor];

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var snapshot = await directory.GetAsync(cancellationToken);
        var deliveries = new List<NewDelivery>();
        foreach (var received in events)
        {
            var posted = (MessagePosted)received.Message;
            var subscriptions = snapshot.Matching(Guid.Parse(posted.Header.TenantId), EventTypes.MessageCreated);
            if (subscriptions.Count == 0)
            {
                continue;
            }

            var webhookEvent = posted.ToWebhookEvent(received.TraceParent);
            deliveries.AddRange(subscriptions.Select(id => new NewDelivery(webhookEvent, id)));
        }

        if (deliveries.Count > 0)
        {
            await inserts.AddAsync(deliveries, cancellationToken);
            signal.Notify();
        }
    }
}
