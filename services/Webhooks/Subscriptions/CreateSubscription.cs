using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Egress;
using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Data;
using Chat.Webhooks.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Subscriptions;

/// <summary>A subscription somebody wants.</summary>
internal sealed record CreateSubscription(Guid TenantId, CreateSubscriptionBody Body, string? IdempotencyKey);

/// <summary>A subscription, and the secret when it was made just now.</summary>
internal sealed record CreatedSubscription(Subscription Subscription, string? Secret);

internal sealed class CreateSubscriptionHandler(
    WebhooksDbContext database,
    SubscriptionWrites writes,
    SubscriptionRefresh refresh,
    IOptions<EgressOptions> egress
)
{
    // Each message of the tenant may go to each of them.
    private const int MaxSubscriptions = 100;
    private const int MaxIdempotencyKey = 255;

    public async Task<Result<CreatedSubscription>> HandleAsync(
        CreateSubscription request,
        CancellationToken cancellationToken
    )
    {
        var faults = Faults(request);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        var added = new NewSubscription
        {
            Id = Ids.New(),
            TenantId = request.TenantId,
            Url = request.Body.Url!,
            Format = request.Body.Format ?? WebhookFormats.Standard,
            Events = SubscriptionMapping.EventsOf(request.Body.Events ?? []),
            Secret = request.Body.Secret ?? WebhookSecret.Generate(),
            IdempotencyKey = request.IdempotencyKey,
        };
        if (await writes.InsertAsync(added, MaxSubscriptions, cancellationToken) is not { } subscription)
        {
            return await FindAsync(request, cancellationToken) is { } before
                ? new CreatedSubscription(before, null)
                : new TooManySubscriptions(MaxSubscriptions);
        }

        await refresh.FollowAsync(cancellationToken);
        return new CreatedSubscription(subscription, added.Secret);
    }

    private async Task<Subscription?> FindAsync(CreateSubscription request, CancellationToken cancellationToken) =>
        request.IdempotencyKey is null
            ? null
            : await database
                .Subscriptions.AsNoTracking()
                .SingleOrDefaultAsync(
                    s => s.TenantId == request.TenantId && s.IdempotencyKey == request.IdempotencyKey,
                    cancellationToken
                );

    private List<FieldFault> Faults(CreateSubscription request)
    {
        var body = request.Body;
        var faults = SubscriptionMapping.UrlFaults(body.Url, egress.Value).ToList();
        var format = WebhookFormats.Parse(body.Format ?? WebhookFormats.Standard);
        if (format is null)
        {
            faults.Add(
                new FieldFault(
                    "/format",
                    "unknown",
                    $"Must be one of: {WebhookFormats.Standard}, {WebhookFormats.ChatCops}."
                )
            );
        }

        faults.AddRange(SubscriptionMapping.EventFaults(body.Events ?? [], format ?? WebhookFormat.Standard));
        if (body.Secret is { } secret)
        {
            faults.AddRange(SubscriptionMapping.SecretFaults(secret, format ?? WebhookFormat.Standard));
        }

        if (request.IdempotencyKey is { Length: < 1 or > MaxIdempotencyKey })
        {
            faults.Add(new FieldFault("/Idempotency-Key", "length", $"Must have 1 to {MaxIdempotencyKey} characters."));
        }

        return faults;
    }
}
