using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Chat.Webhooks.Paging;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Subscriptions;

/// <summary>A page of a tenant's subscriptions, those that are off too.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Limit">1 to 100; null means 100.</param>
/// <param name="Cursor">From the page before; null or empty for the first.</param>
internal sealed record ListSubscriptions(Guid TenantId, int? Limit, string? Cursor);

internal sealed class ListSubscriptionsHandler(WebhooksDbContext database)
{
    public async Task<Result<SubscriptionPage>> HandleAsync(
        ListSubscriptions request,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(request.Limit, request.Cursor, PageRequest.MaxLimit);
        if (!page.IsSuccess)
        {
            return page.Error;
        }

        var (limit, last) = page.Value;
        var after = last ?? Guid.Empty;
        // One more than asked for tells whether there is a next page.
        var rows = await database
            .Subscriptions.AsNoTracking()
            .Where(s => s.TenantId == request.TenantId && s.DeletedAt == null && s.Id > after)
            .OrderBy(s => s.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return rows.Count <= limit
            ? new SubscriptionPage(rows, null)
            : new SubscriptionPage(rows[..limit], IdCursor.Write(rows[limit - 1].Id));
    }
}
