using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
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
    private const int MaxLimit = 100;

    public async Task<Result<DeliveryPage>> HandleAsync(ListDeliveries request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? DefaultLimit;
        var before = Guid.AllBitsSet;
        var faults = new List<FieldFault>();
        if (limit is < 1 or > MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"Must be 1 to {MaxLimit}."));
        }

        if (!string.IsNullOrEmpty(request.Cursor) && !DeliveryCursor.TryRead(request.Cursor, out before))
        {
            faults.Add(new FieldFault("/cursor", "malformed", "Must be the nextCursor of a page."));
        }

        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        var query = database.Deliveries.AsNoTracking().Where(d => d.TenantId == request.TenantId && d.Id < before);
        if (request.State is { } state)
        {
            query = query.Where(d => d.State == state);
        }

        // One more than asked for tells whether there is a next page.
        var rows = await query.OrderByDescending(d => d.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return rows.Count <= limit
            ? new DeliveryPage(rows, null)
            : new DeliveryPage(rows[..limit], DeliveryCursor.Write(rows[limit - 1].Id));
    }
}
