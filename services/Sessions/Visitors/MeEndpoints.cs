using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Visitors;

/// <summary>The REST edge of what visitors and users know and say of themselves.</summary>
internal static class MeEndpoints
{
    private const int MaxVisitorId = 128;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/v1/me").WithProblems();
        group.MapGet("", GetAsync).WithSummary("Gets the caller").Produces<MeAnswer>();
        group
            .MapPatch("", UpdateAsync)
            .WithSummary("Changes what is known of the caller")
            .WithDescription(
                "A verified caller changes the customer it is. What anybody else says is noted as said; an email leads to "
                    + "an unverified customer and opens nothing."
            )
            .Produces<MeAnswer>()
            .WithProblems(400, 409);
        group
            .MapGet("conversations", ListConversationsAsync)
            .WithSummary("Lists the caller's earlier conversations")
            .WithDescription("The newest, as many as the company's setting customers.historyLimit says.")
            .Produces<ListAnswer<ConversationAnswer>>();
        endpoints
            .MapPost("/v1/customers/{id:guid}/visitors", LinkAsync)
            .WithSummary("Joins a visitor's history with a customer's")
            .WithDescription(
                "Needs a secret key: it is the company's word that they are the same. From then on the customer's "
                    + "visitors and users see each other's conversations. Safe to repeat."
            )
            .Produces<MeAnswer>()
            .WithProblems(400, 404, 409);
    }

    private static async Task<IResult> GetAsync(
        HttpContext context,
        GetMeHandler handler,
        CancellationToken cancellationToken
    )
    {
        var person = Person.Of(context.GetPrincipal());
        return person.IsSuccess
            ? TypedResults.Ok(MeAnswer.From(await handler.HandleAsync(person.Value, cancellationToken)))
            : person.Error.ToHttpResult();
    }

    private static async Task<IResult> UpdateAsync(
        MeBody body,
        HttpContext context,
        UpdateMeHandler handler,
        CancellationToken cancellationToken
    )
    {
        var person = Person.Of(context.GetPrincipal());
        return person.IsSuccess
            ? Answer(await handler.HandleAsync(person.Value, body.ToChange(), cancellationToken))
            : person.Error.ToHttpResult();
    }

    private static async Task<IResult> ListConversationsAsync(
        HttpContext context,
        ListMyConversationsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var found = await handler.HandleAsync(context.GetPrincipal(), cancellationToken);
        return found.Match(
            conversations =>
                TypedResults.Ok(
                    new ListAnswer<ConversationAnswer>
                    {
                        Data = [.. conversations.Select(found => ConversationAnswer.From(found, forOwner: true))],
                        NextCursor = null,
                        HasMore = false,
                    }
                ),
            error => error.ToHttpResult()
        );
    }

    private static async Task<IResult> LinkAsync(
        Guid id,
        LinkVisitorBody body,
        HttpContext context,
        LinkVisitorHandler handler,
        CancellationToken cancellationToken
    )
    {
        var principal = context.GetPrincipal();
        if (principal.Kind is not PrincipalKind.SecretKey)
        {
            return new CustomersForbidden().ToHttpResult();
        }

        if (body.VisitorId is not { Length: > 0 and <= MaxVisitorId } visitorId || visitorId.Contains('\0'))
        {
            return Invalid.Field("/visitorId", "length", $"Must have 1 to {MaxVisitorId} UTF-16 units.").ToHttpResult();
        }

        var request = new LinkVisitor
        {
            TenantId = principal.TenantId,
            VisitorId = visitorId,
            CustomerId = id,
        };
        return Answer(await handler.HandleAsync(request, cancellationToken));
    }

    private static IResult Answer(Result<Me> me) =>
        me.Match(found => TypedResults.Ok(MeAnswer.From(found)), error => error.ToHttpResult());
}
