using Chat.ServiceDefaults.Egress;
using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Gives a subscription a new secret; the one before signs too until the rotation is finished.</summary>
internal sealed record RotateSecret(Guid TenantId, Guid SubscriptionId, string? Secret);

internal sealed class RotateSecretHandler(SubscriptionLookup lookup, SubscriptionWrites writes)
{
    public async Task<Result<CreatedSubscription>> HandleAsync(
        RotateSecret request,
        CancellationToken cancellationToken
    )
    {
        var found = await lookup.FindOwnAsync(request.TenantId, request.SubscriptionId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var format = WebhookFormats.Parse(found.Value.Format) ?? WebhookFormat.Standard;
        if (request.Secret is { } chosen && SubscriptionMapping.SecretFaults(chosen, format).ToList() is [_, ..] faults)
        {
            return new Invalid(faults);
        }

        var secret = request.Secret ?? WebhookSecret.Generate();
        return await writes.RotateAsync(request.TenantId, request.SubscriptionId, secret, cancellationToken)
            ? new CreatedSubscription(found.Value, secret)
            : new SubscriptionNotFound();
    }

    /// <summary>The newest secret signs alone from now on. Safe to repeat.</summary>
    public async Task<Result<Subscription>> FinishAsync(
        Guid tenantId,
        Guid subscriptionId,
        CancellationToken cancellationToken
    )
    {
        var found = await lookup.FindOwnAsync(tenantId, subscriptionId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found;
        }

        return await writes.FinishRotationAsync(tenantId, subscriptionId, cancellationToken)
            ? found
            : new SubscriptionNotFound();
    }
}
