using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;
using Chat.Sessions.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Chat.Sessions.CannedResponses;

/// <summary>The REST edge of canned responses: what agents use.</summary>
internal static class CannedResponseEndpoints
{
    private const int MaxBodyBytes = 128 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var responses = endpoints
            .MapGroup("/v1/canned-responses")
            .AddEndpointFilter(DemandUserAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .WithProblems();
        responses
            .MapGet("", ListAsync)
            .WithSummary("Lists canned responses")
            .WithDescription("By position. Needs an agent or a secret key.")
            .Produces<ListAnswer<CannedResponseAnswer>>()
            .WithProblems(400);
        responses
            .MapGet("categories", CategoriesAsync)
            .WithSummary("Lists categories of canned responses")
            .Produces<CannedCategoriesAnswer>();
        responses
            .MapGet("{id:guid}", GetAsync)
            .WithSummary("Gets a canned response")
            .Produces<CannedResponseAnswer>()
            .WithProblems(404);
        responses
            .MapPost("{id:guid}/render", RenderAsync)
            .WithSummary("Fills in a canned response")
            .WithDescription(
                "Variables: customer.name, customer.firstName, customer.email, conversation.id, conversation.subject, "
                    + "agent.name, company.name, and those sent. What nobody knows is named, and its "
                    + "fallback or nothing stands there."
            )
            .Produces<RenderedText>()
            .WithProblems(400, 404, 409);
        CannedResponseEdits.Map(responses);
    }

    public static IResult Answer(Result<CannedResponse> found, HttpContext context) =>
        found.Match(
            response =>
            {
                context.Response.Headers.ETag = ExpectedVersion.TagOf(response.Version);
                return (IResult)TypedResults.Ok(CannedResponseAnswer.From(response));
            },
            error => error.ToHttpResult()
        );

    private static async ValueTask<object?> DemandUserAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        CannedResponsesAccess.ToUse(context.HttpContext.GetPrincipal()) is { } forbidden
            ? forbidden.ToHttpResult()
            : await next(context);

    private static async Task<IResult> ListAsync(
        [AsParameters] CannedResponseQuery query,
        HttpContext context,
        CannedResponseStore store,
        CancellationToken cancellationToken
    )
    {
        var filter = query.ToFilter();
        if (!filter.IsSuccess)
        {
            return filter.Error.ToHttpResult();
        }

        var found = await store.PageAsync(context.GetPrincipal().TenantId, filter.Value, cancellationToken);
        return TypedResults.Ok(
            ListAnswer.Of(
                found,
                filter.Value.Limit,
                CannedResponseAnswer.From,
                response => new CannedResponseCursor(response.Text.Position, response.Id).ToString()
            )
        );
    }

    private static async Task<IResult> CategoriesAsync(
        HttpContext context,
        CannedResponseStore store,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            new CannedCategoriesAnswer(await store.CategoriesAsync(context.GetPrincipal().TenantId, cancellationToken))
        );

    private static async Task<IResult> GetAsync(
        Guid id,
        HttpContext context,
        CannedResponseStore store,
        CancellationToken cancellationToken
    )
    {
        var found = await store.FindAsync(context.GetPrincipal().TenantId, id, cancellationToken);
        return Answer(found is null ? new CannedResponseNotFound() : found, context);
    }

    private static async Task<IResult> RenderAsync(
        Guid id,
        RenderBody? body,
        HttpContext context,
        RenderCannedResponseHandler handler,
        CancellationToken cancellationToken
    )
    {
        var request = new RenderCannedResponse
        {
            Principal = context.GetPrincipal(),
            ResponseId = id,
            ConversationId = body?.ConversationId,
            Variables = body?.Variables ?? new Dictionary<string, string>(StringComparer.Ordinal),
        };
        var rendered = await handler.HandleAsync(request, cancellationToken);
        return rendered.Match(text => (IResult)TypedResults.Ok(text), error => error.ToHttpResult());
    }
}
