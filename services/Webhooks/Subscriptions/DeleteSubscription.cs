using Chat.ServiceDefaults.Errors;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Ends a subscription; what waits for it is given up.</summary>
internal sealed record DeleteSubscription(Guid TenantId, Guid SubscriptionId);

internal sealed class DeleteSubscriptionHandler(
    SubscriptionLookup lookup,
    SubscriptionWrites writes,
    SubscriptionRefresh refresh
)
{
    public async Task<Result<Subscription>> HandleAsync(DeleteSubscription request, CancellationToken cancellationToken)
    {
        var found = await lookup.FindOwnAsync(request.TenantId, request.SubscriptionId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found;
        }

        if (!await writes.DeleteAsync(request.TenantId, request.SubscriptionId, cancellationToken))
        {
            return new SubscriptionNotFound();
        }

        await refresh.FollowAsync(cancellationToken);
        return found;
    }
}
