using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;

namespace Chat.Sessions.VisitorDetails;

/// <summary>The REST edge of what is known of a conversation's visitor.</summary>
internal static class VisitorCardEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/conversations/{id:guid}/visitor", GetAsync)
            .WithSummary("Gets who a conversation is with")
            .WithDescription("The customer, what the visitor says of itself, and what was seen of its browser.")
            .Produces<VisitorCard>()
            .WithProblems(404);

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        GetVisitorCardHandler handler,
        CancellationToken cancellationToken
    )
    {
        var known = await handler.HandleAsync(context.GetPrincipal(), id, cancellationToken);
        return known.Match(visitor => TypedResults.Ok(ToCard(visitor)), error => error.ToHttpResult());
    }

    private static VisitorCard ToCard(KnownVisitor visitor)
    {
        var identity = visitor.Identity;
        return new VisitorCard
        {
            Kind = identity.Kind is AuthorKind.User ? "user" : "visitor",
            Id = identity.Subject,
            Verified = identity.IsProven,
            Claimed = new ClaimedAnswer(identity.Claims.Name, identity.Claims.Email, identity.Claims.Phone),
            Customer = visitor.Customer is { } customer ? CustomerAnswer.From(customer) : null,
            Browser = visitor.Seen is { Details: { } details } seen ? ToAnswer(details, seen.SeenAt) : null,
        };
    }

    private static BrowserAnswer ToAnswer(BrowserDetails details, DateTime seenAt) =>
        new()
        {
            Ip = details.Ip,
            Browser = details.Browser,
            Os = details.Os,
            Page = details.Page,
            PageTitle = details.PageTitle,
            Referrer = details.Referrer,
            Language = details.Language,
            Country = details.Country,
            Region = details.Region,
            City = details.City,
            SeenAt = seenAt,
        };
}
