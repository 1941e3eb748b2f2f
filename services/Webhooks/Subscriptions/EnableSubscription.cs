using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Switches a subscription on again whose endpoint had answered 410.</summary>
internal sealed record EnableSubscription(Guid TenantId, Guid SubscriptionId);

internal sealed class EnableSubscriptionHandler(WebhooksDbContext database, TimeProvider clock)
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

        subscription.DisabledAt = null;
        subscription.DisabledReason = null;
        subscription.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        return subscription;
    }
}
