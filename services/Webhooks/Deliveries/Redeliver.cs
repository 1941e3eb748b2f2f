using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Chat.Webhooks.Dispatch;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Deliveries;

/// <summary>Puts a delivery back in the queue with a fresh schedule; one that waits is attempted at once.</summary>
internal sealed record Redeliver(Guid TenantId, Guid DeliveryId);

internal sealed class RedeliverHandler(WebhooksDbContext database, DispatchSignal signal, TimeProvider clock)
{
    public async Task<Result<Delivery>> HandleAsync(Redeliver request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = database.Deliveries.Where(d => d.Id == request.DeliveryId && d.TenantId == request.TenantId);
        var found = await mine.Select(d => new
            {
                Enabled = database.Subscriptions.Any(s => s.Id == d.SubscriptionId && s.DisabledAt == null),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return new DeliveryNotFound();
        }

        if (!found.Enabled)
        {
            return new SubscriptionDisabled();
        }

        // An attempt under way is what was asked for, and must be able to store its result.
        await mine.Where(d => d.State != DeliveryState.Pending || d.Claim == null || d.DueAt <= now)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(d => d.State, DeliveryState.Pending)
                        .SetProperty(d => d.Failures, 0)
                        .SetProperty(d => d.Claim, (Guid?)null)
                        .SetProperty(d => d.DueAt, now)
                        .SetProperty(d => d.FinishedAt, (DateTimeOffset?)null),
                cancellationToken
            );
        await ProbeAsync(mine, now, cancellationToken);
        signal.Notify();
        return await mine.AsNoTracking().SingleAsync(cancellationToken);
    }

    // Who asks for a redelivery believes that the endpoint is back: an open circuit tries it now.
    private Task ProbeAsync(IQueryable<Delivery> mine, DateTimeOffset now, CancellationToken cancellationToken) =>
        database
            .Subscriptions.Where(s => mine.Any(d => d.SubscriptionId == s.Id))
            .Where(s => s.CircuitUntil > now && s.CircuitProbe == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.CircuitUntil, now), cancellationToken);
}
