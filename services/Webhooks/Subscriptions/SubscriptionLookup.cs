using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Finds a tenant's subscription.</summary>
internal sealed class SubscriptionLookup(WebhooksDbContext database)
{
    /// <summary>One that is not deleted, from wherever it comes.</summary>
    public async Task<Result<Subscription>> FindAsync(
        Guid tenantId,
        Guid subscriptionId,
        CancellationToken cancellationToken
    ) =>
        await database.Subscriptions.SingleOrDefaultAsync(
            s => s.Id == subscriptionId && s.TenantId == tenantId && s.DeletedAt == null,
            cancellationToken
        )
            is { } subscription
            ? subscription
            : new SubscriptionNotFound();

    /// <summary>One that was made over the API and may be changed over it.</summary>
    public async Task<Result<Subscription>> FindOwnAsync(
        Guid tenantId,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(tenantId, subscriptionId, cancellationToken);
        return found.IsSuccess && found.Value.Source is not Subscription.ApiSource
            ? new SubscriptionConfigured()
            : found;
    }

    /// <summary>Stores what was changed of a subscription found here, unless it was deleted meanwhile.</summary>
    public async Task<Result> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return Result.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SubscriptionNotFound();
        }
    }
}
