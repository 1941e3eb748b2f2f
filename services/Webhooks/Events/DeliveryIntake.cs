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
    public IReadOnlyCollection<MessageDescriptor> Events { get; } =
    [
        ConversationStarted.Descriptor,
        MessagePosted.Descriptor,
        LeadCaptured.Descriptor,
        ConversationChanged.Descriptor,
        CustomerCreated.Descriptor,
        CustomerUpdated.Descriptor,
        CustomerDeleted.Descriptor,
        OfflineMessageLeft.Descriptor,
    ];

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var snapshot = await directory.GetAsync(cancellationToken);
        var deliveries = new List<NewDelivery>();
        foreach (var received in events)
        {
            var bodies = new EventBodies(received);
            foreach (var subscription in snapshot.Of(bodies.TenantId))
            {
                if (bodies.For(subscription) is { } webhookEvent)
                {
                    deliveries.Add(new NewDelivery(webhookEvent, subscription.Id));
                }
            }
        }

        if (deliveries.Count > 0)
        {
            await inserts.AddAsync(deliveries, cancellationToken);
            signal.Notify();
        }
    }
}
