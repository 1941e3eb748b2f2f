using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Leads;

/// <summary>The REST edge of leads.</summary>
internal static class LeadEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/leads", ListAsync)
            .WithSummary("Lists leads")
            .WithDescription("Those of all the tenant's conversations, newest first. Needs an agent or a secret key.")
            .Produces<ListAnswer<LeadAnswer>>()
            .WithProblems(400);

    private static async Task<IResult> ListAsync(
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("1 to 100, default 50.")] int? limit,
        HttpContext context,
        ListLeadsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Parse(cursor, limit);
        if (!page.IsSuccess)
        {
            return page.Error.ToHttpResult();
        }

        var found = await handler.HandleAsync(context.GetPrincipal(), page.Value, cancellationToken);
        return found.Match(
            leads =>
                TypedResults.Ok(ListAnswer.Of(leads, page.Value.Limit, LeadAnswer.From, lead => lead.Id.ToString())),
            error => error.ToHttpResult()
        );
    }
}
