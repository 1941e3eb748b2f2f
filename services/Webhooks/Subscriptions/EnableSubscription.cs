using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Switches a subscription on again whose endpoint was gone or failed for long, and closes its circuit.</summary>
internal sealed record EnableSubscription(Guid TenantId, Guid SubscriptionId);

internal sealed class EnableSubscriptionHandler(
    SubscriptionLookup lookup,
    SubscriptionRefresh refresh,
    DispatchSignal signal,
    TimeProvider clock
)
{
    public async Task<Result<Subscription>> HandleAsync(EnableSubscription request, CancellationToken cancellationToken)
    {
        var found = await lookup.FindAsync(request.TenantId, request.SubscriptionId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found;
        }

        if (found.Value.DisabledReason is DisabledReasons.Removed)
        {
            return new SubscriptionRemoved();
        }

        found.Value.SwitchOn(clock.GetUtcNow());
        var saved = await lookup.SaveAsync(cancellationToken);
        if (!saved.IsSuccess)
        {
            return saved.Error;
        }

        await refresh.FollowAsync(cancellationToken);
        signal.Notify();
        return found;
    }
}
