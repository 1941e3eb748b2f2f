using Chat.ServiceDefaults.Egress;
using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Dispatch;
using Chat.Webhooks.Events;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Changes a subscription's address or events.</summary>
internal sealed record UpdateSubscription(Guid TenantId, Guid SubscriptionId, UpdateSubscriptionBody Body);

internal sealed class UpdateSubscriptionHandler(
    SubscriptionLookup lookup,
    SubscriptionRefresh refresh,
    DispatchSignal signal,
    IOptions<EgressOptions> egress,
    TimeProvider clock
)
{
    public async Task<Result<Subscription>> HandleAsync(UpdateSubscription request, CancellationToken cancellationToken)
    {
        var found = await lookup.FindOwnAsync(request.TenantId, request.SubscriptionId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var subscription = found.Value;
        var faults = Faults(request.Body, WebhookFormats.Parse(subscription.Format) ?? WebhookFormat.Standard);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        if (request.Body.Events is { } events)
        {
            subscription.Events = SubscriptionMapping.EventsOf(events);
        }

        subscription.UpdatedAt = clock.GetUtcNow();
        if (request.Body.Url is { } url && url != subscription.Url)
        {
            subscription.Url = url;
            subscription.SwitchOn(clock.GetUtcNow());
        }

        var saved = await lookup.SaveAsync(cancellationToken);
        if (!saved.IsSuccess)
        {
            return saved.Error;
        }

        await refresh.FollowAsync(cancellationToken);
        signal.Notify();
        return subscription;
    }

    private List<FieldFault> Faults(UpdateSubscriptionBody body, WebhookFormat format)
    {
        var faults = new List<FieldFault>();
        if (body.Url is { } url)
        {
            faults.AddRange(SubscriptionMapping.UrlFaults(url, egress.Value));
        }

        if (body.Events is { } events)
        {
            faults.AddRange(SubscriptionMapping.EventFaults(events, format));
        }

        return faults;
    }
}
