using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Chat.Webhooks.Dispatch;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Switches a subscription on again whose endpoint was gone or failed for long, and closes its circuit.</summary>
internal sealed record EnableSubscription(Guid TenantId, Guid SubscriptionId);

internal sealed class EnableSubscriptionHandler(WebhooksDbContext database, DispatchSignal signal, TimeProvider clock)
{
    public async Task<Result<Subscription>> HandleAsync(EnableSubscription request, CancellationToken cancellationToken)
    {
        var subscription = await database.Subscriptions.SingleOrDefaultAsync(
            s => s.Id == request.SubscriptionId && s.TenantId == request.TenantId,
            cancellationToken
        );
        if (subscription is null)
        {
            return new SubscriptionNotFound();
        }

        if (subscription.DisabledReason is DisabledReasons.Removed)
        {
            return new SubscriptionRemoved();
        }

        subscription.SwitchOn(clock.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        signal.Notify();
        return subscription;
    }
}
