using Chat.Webhooks.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Subscriptions;

/// <summary>All subscriptions of a tenant, those that are off too.</summary>
internal sealed record ListSubscriptions(Guid TenantId);

internal sealed class ListSubscriptionsHandler(WebhooksDbContext database)
{
    // What can be configured, and what can be made over the API.
    private const int MaxSubscriptions = 1100;

    public async Task<IReadOnlyList<Subscription>> HandleAsync(
        ListSubscriptions request,
        CancellationToken cancellationToken
    ) =>
        await database
            .Subscriptions.AsNoTracking()
            .Where(s => s.TenantId == request.TenantId && s.DeletedAt == null)
            .OrderBy(s => s.Id)
            .Take(MaxSubscriptions)
            .ToListAsync(cancellationToken);
}
