using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Sessions.CustomerPresence;

/// <summary>The REST edge of customers' presence.</summary>
internal static class CustomerPresenceEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/conversations/{id:guid}/presence", GetAsync)
            .WithSummary("Tells whether the customer is there")
            .WithDescription(
                "Changes are told by the signal `customer` to agents and secret keys who follow the conversation."
            )
            .Produces<CustomerPresenceAnswer>()
            .WithProblems(403, 404, 503);

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        GetCustomerPresenceHandler handler,
        CancellationToken cancellationToken
    )
    {
        var found = await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken);
        return found.Match(presence => TypedResults.Ok(presence), error => error.ToHttpResult());
    }
}
