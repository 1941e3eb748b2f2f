using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Deliveries;

/// <summary>One delivery of a tenant and its newest attempts.</summary>
internal sealed record GetDelivery(Guid TenantId, Guid DeliveryId);

/// <param name="Delivery">The delivery.</param>
/// <param name="Attempts">The newest attempts, the oldest of them first.</param>
internal sealed record DeliveryDetails(Delivery Delivery, IReadOnlyList<DeliveryAttempt> Attempts);

internal sealed class GetDeliveryHandler(WebhooksDbContext database)
{
    // A schedule has ten; redeliveries add to them without end.
    private const int MaxAttempts = 100;

    public async Task<Result<DeliveryDetails>> HandleAsync(GetDelivery request, CancellationToken cancellationToken)
    {
        var delivery = await database
            .Deliveries.AsNoTracking()
            .SingleOrDefaultAsync(d => d.Id == request.DeliveryId && d.TenantId == request.TenantId, cancellationToken);
        if (delivery is null)
        {
            return new DeliveryNotFound();
        }

        var attempts = await database
            .DeliveryAttempts.AsNoTracking()
            .Where(a => a.DeliveryId == delivery.Id && a.TenantId == request.TenantId)
            .OrderByDescending(a => a.Number)
            .Take(MaxAttempts)
            .ToListAsync(cancellationToken);
        attempts.Reverse();
        return new DeliveryDetails(delivery, attempts);
    }
}
