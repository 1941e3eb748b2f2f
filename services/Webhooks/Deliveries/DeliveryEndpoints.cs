using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Webhooks.Deliveries;

/// <summary><c>/v1/webhooks/deliveries</c>.</summary>
internal static class DeliveryEndpoints
{
    public static void MapDeliveryEndpoints(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v1/webhooks/deliveries").RequireAuthorization(WebhooksPolicy.Instance);
        group.MapGet("", ListAsync).WithSummary("Lists deliveries").Produces<DeliveryList>().WithProblems(400);
        group
            .MapGet("{id:guid}", GetAsync)
            .WithSummary("Gets a delivery")
            .Produces<DeliveryResource>()
            .WithProblems(404);
        group
            .MapPost("{id:guid}/redeliver", RedeliverAsync)
            .WithSummary("Delivers again")
            .WithDescription("With a fresh schedule of attempts. Asking again while it waits changes nothing.")
            .Produces<DeliveryResource>(StatusCodes.Status202Accepted)
            .WithProblems(404, 409);
    }

    private static async Task<IResult> ListAsync(
        ListDeliveriesHandler handler,
        HttpContext context,
        [Description("1 to 100, default 20.")] int? limit,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Only those that are so."), AllowedValues("pending", "delivered", "dead")] string? state,
        CancellationToken cancellationToken
    )
    {
        if (!TryReadState(state, out var wanted))
        {
            return Invalid.Field("/state", "unknown", "Must be pending, delivered or dead.").ToHttpResult();
        }

        var request = new ListDeliveries(context.GetPrincipal().TenantId, limit, cursor, wanted);
        var result = await handler.HandleAsync(request, cancellationToken);
        return result.Match(
            page =>
                TypedResults.Ok(
                    new DeliveryList(
                        [.. page.Deliveries.Select(d => d.ToResource())],
                        page.NextCursor,
                        page.NextCursor is not null
                    )
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> GetAsync(
        GetDeliveryHandler handler,
        HttpContext context,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var result = await handler.HandleAsync(new GetDelivery(context.GetPrincipal().TenantId, id), cancellationToken);
        return result.Match(details => TypedResults.Ok(details.ToResource()), error => error.ToHttpResult());
    }

    private static async Task<IResult> RedeliverAsync(
        RedeliverHandler handler,
        HttpContext context,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var result = await handler.HandleAsync(new Redeliver(context.GetPrincipal().TenantId, id), cancellationToken);
        return result.Match(
            delivery => TypedResults.Accepted($"/v1/webhooks/deliveries/{delivery.Id}", delivery.ToResource()),
            error => error.ToHttpResult()
        );
    }

    private static bool TryReadState(string? text, out DeliveryState? state)
    {
        state = text switch
        {
            "pending" => DeliveryState.Pending,
            "delivered" => DeliveryState.Delivered,
            "dead" => DeliveryState.Dead,
            _ => null,
        };
        return state is not null || string.IsNullOrEmpty(text);
    }
}
