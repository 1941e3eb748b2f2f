using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Webhooks.Deliveries;

namespace Chat.Webhooks.Subscriptions;

/// <summary><c>/v1/webhooks/subscriptions</c>: they are made in the configuration, here they are read and switched on.</summary>
internal static class SubscriptionEndpoints
{
    public static void MapSubscriptionEndpoints(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/webhooks/subscriptions").RequireAuthorization(WebhooksPolicy.Instance);
        group.MapGet("", ListAsync).WithSummary("Lists subscriptions").Produces<SubscriptionList>().WithProblems();
        group
            .MapPost("{id:guid}/enable", EnableAsync)
            .WithSummary("Enables a subscription")
            .WithDescription("After it was disabled because its endpoint failed for long. Safe to repeat.")
            .Produces<SubscriptionResource>()
            .WithProblems(404);
    }

    private static async Task<IResult> ListAsync(
        ListSubscriptionsHandler handler,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var subscriptions = await handler.HandleAsync(
            new ListSubscriptions(context.GetPrincipal().TenantId),
            cancellationToken
        );
        var now = clock.GetUtcNow();
        return TypedResults.Ok(
            new SubscriptionList([.. subscriptions.Select(s => ToResource(s, now))], null, HasMore: false)
        );
    }

    private static async Task<IResult> EnableAsync(
        EnableSubscriptionHandler handler,
        TimeProvider clock,
        HttpContext context,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var result = await handler.HandleAsync(
            new EnableSubscription(context.GetPrincipal().TenantId, id),
            cancellationToken
        );
        return result.Match(
            subscription => TypedResults.Ok(ToResource(subscription, clock.GetUtcNow())),
            error => error.ToHttpResult()
        );
    }

    private static SubscriptionResource ToResource(Subscription subscription, DateTimeOffset now) =>
        new()
        {
            Id = subscription.Id,
            Url = subscription.Url,
            Events = subscription.Events,
            Enabled = subscription.DisabledAt is null,
            DisabledReason = subscription.DisabledReason,
            DisabledAt = subscription.DisabledAt,
            Circuit = CircuitResource.Of(subscription, now),
            CreatedAt = subscription.CreatedAt,
        };
}
