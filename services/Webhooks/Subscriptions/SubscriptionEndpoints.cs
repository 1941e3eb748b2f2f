using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Webhooks.Deliveries;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Webhooks.Subscriptions;

/// <summary><c>/v1/webhooks/subscriptions</c>. Those of the configuration are shown and switched on, but not changed.</summary>
internal static class SubscriptionEndpoints
{
    private const string Path = "/v1/webhooks/subscriptions";

    public static void MapSubscriptionEndpoints(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Path).RequireAuthorization(WebhooksPolicy.Instance);
        group.MapGet("", ListAsync).WithSummary("Lists subscriptions").Produces<SubscriptionList>().WithProblems(400);
        group
            .MapPost("", CreateAsync)
            .WithSummary("Creates a subscription")
            .WithDescription("The secret is in this answer only. A retry under the same key answers without it.")
            .Produces<SubscriptionResource>(StatusCodes.Status201Created)
            .WithProblems(400, 409);
        group
            .MapGet("{id:guid}", GetAsync)
            .WithSummary("Gets a subscription")
            .Produces<SubscriptionResource>()
            .WithProblems(404);
        group
            .MapPatch("{id:guid}", UpdateAsync)
            .WithSummary("Changes a subscription")
            .WithDescription("All instances go by it after 5 s at most.")
            .Produces<SubscriptionResource>()
            .WithProblems(400, 404, 409);
        group
            .MapDelete("{id:guid}", DeleteAsync)
            .WithSummary("Deletes a subscription")
            .WithDescription("What waits for it is given up; its deliveries can be read until they expire.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404, 409);
        group.MapSecrets();
        group
            .MapPost("{id:guid}/enable", EnableAsync)
            .WithSummary("Enables a subscription")
            .WithDescription("After it was disabled because its endpoint failed for long. Safe to repeat.")
            .Produces<SubscriptionResource>()
            .WithProblems(404, 409);
    }

    private static void MapSecrets(this RouteGroupBuilder group)
    {
        group
            .MapPost("{id:guid}/rotate-secret", RotateAsync)
            .WithSummary("Gives a new secret")
            .WithDescription("Deliveries carry a signature of the secret before as well, until that one is deleted.")
            .Produces<SubscriptionResource>()
            .WithProblems(400, 404, 409);
        group
            .MapDelete("{id:guid}/previous-secret", FinishRotationAsync)
            .WithSummary("Deletes the secret before")
            .WithDescription("Deliveries are signed with the newest secret alone from now on. Safe to repeat.")
            .Produces(StatusCodes.Status204NoContent)
            .WithProblems(404, 409);
    }

    private static async Task<IResult> ListAsync(
        ListSubscriptionsHandler handler,
        TimeProvider clock,
        HttpContext context,
        [Description("1 to 100, default 100.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        CancellationToken cancellationToken
    )
    {
        var request = new ListSubscriptions(context.GetPrincipal().TenantId, limit, cursor);
        var result = await handler.HandleAsync(request, cancellationToken);
        var now = clock.GetUtcNow();
        return result.Match(
            page =>
                TypedResults.Ok(
                    new SubscriptionList(
                        [.. page.Subscriptions.Select(s => s.ToResource(now))],
                        page.NextCursor,
                        page.NextCursor is not null
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> CreateAsync(
        CreateSubscriptionBody body,
        [FromHeader(Name = "Idempotency-Key"), Description("Chosen by the caller; 1 to 255 characters.")]
            string? idempotencyKey,
        CreateSubscriptionHandler handler,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var request = new CreateSubscription(context.GetPrincipal().TenantId, body, idempotencyKey);
        var result = await handler.HandleAsync(request, cancellationToken);
        return result.Match(
            created =>
                TypedResults.Created(
                    $"{Path}/{created.Subscription.Id}",
                    created.Subscription.ToResource(clock.GetUtcNow(), created.Secret)
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> GetAsync(
        Guid id,
        SubscriptionLookup lookup,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken
    ) => Answer(await lookup.FindAsync(context.GetPrincipal().TenantId, id, cancellationToken), clock);

    private static async Task<IResult> UpdateAsync(
        Guid id,
        UpdateSubscriptionBody body,
        UpdateSubscriptionHandler handler,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var request = new UpdateSubscription(context.GetPrincipal().TenantId, id, body);
        return Answer(await handler.HandleAsync(request, cancellationToken), clock);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        DeleteSubscriptionHandler handler,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var request = new DeleteSubscription(context.GetPrincipal().TenantId, id);
        var result = await handler.HandleAsync(request, cancellationToken);
        return result.Match(_ => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static async Task<IResult> RotateAsync(
        Guid id,
        RotateSecretBody? body,
        RotateSecretHandler handler,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var request = new RotateSecret(context.GetPrincipal().TenantId, id, body?.Secret);
        var result = await handler.HandleAsync(request, cancellationToken);
        return result.Match(
            rotated => TypedResults.Ok(rotated.Subscription.ToResource(clock.GetUtcNow(), rotated.Secret)),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> FinishRotationAsync(
        Guid id,
        RotateSecretHandler handler,
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var result = await handler.FinishAsync(context.GetPrincipal().TenantId, id, cancellationToken);
        return result.Match(_ => TypedResults.NoContent(), error => error.ToHttpResult());
    }

    private static async Task<IResult> EnableAsync(
        EnableSubscriptionHandler handler,
        TimeProvider clock,
        HttpContext context,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var request = new EnableSubscription(context.GetPrincipal().TenantId, id);
        return Answer(await handler.HandleAsync(request, cancellationToken), clock);
    }

    private static IResult Answer(Result<Subscription> result, TimeProvider clock) =>
        result.Match(
            subscription => TypedResults.Ok(subscription.ToResource(clock.GetUtcNow())),
            error => error.ToHttpResult()
        );
}
