using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Chat.Webhooks.Paging;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Deliveries;

/// <summary>A page of a tenant's deliveries.</summary>
/// <param name="TenantId">Whose.</param>
/// <param name="Limit">1 to 100; null means 20.</param>
/// <param name="Cursor">From the page before; null or empty for the first.</param>
/// <param name="State">Only these; null for all.</param>
internal sealed record ListDeliveries(Guid TenantId, int? Limit, string? Cursor, DeliveryState? State);

internal sealed class ListDeliveriesHandler(WebhooksDbContext database)
{
    internal const int DefaultLimit = 20;

    public async Task<Result<DeliveryPage>> HandleAsync(ListDeliveries request, CancellationToken cancellationToken)
    {
        var page = PageRequest.Parse(request.Limit, request.Cursor, DefaultLimit);
        if (!page.IsSuccess)
        {
            return page.Error;
        }

        var (limit, last) = page.Value;
        var before = last ?? Guid.AllBitsSet;
        var query = database.Deliveries.AsNoTracking().Where(d => d.TenantId == request.TenantId && d.Id < before);
        if (request.State is { } state)
        {
            query = query.Where(d => d.State == state);
        }

        // One more than asked for tells whether there is a next page.
        var rows = await query.OrderByDescending(d => d.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return rows.Count <= limit
            ? new DeliveryPage(rows, null)
            : new DeliveryPage(rows[..limit], IdCursor.Write(rows[limit - 1].Id));
    }
}
