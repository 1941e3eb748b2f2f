using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Knowledge.Retrieval;

/// <summary>The REST edge of retrieval.</summary>
internal static class SearchEndpoints
{
    /// <summary>Maps <c>GET /v1/knowledge/search</c>.</summary>
    public static void MapRetrieval(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/knowledge/search", SearchAsync)
            .WithSummary("Searches the documents")
            .Produces<SearchAnswer>()
            .WithProblems(400);

    private static async Task<IResult> SearchAsync(
        [Description("The question; 1 to 10,000 characters.")] string? q,
        [Description("Most passages to give; 1 to 20, default 5.")] int? limit,
        HttpContext context,
        SearchDocuments search,
        CancellationToken cancellationToken
    )
    {
        var faults = new List<FieldFault>();
        if (q is not { Length: >= 1 and <= SearchDocuments.MaxQuery })
        {
            faults.Add(new("/q", "out_of_range", $"A query has 1 to {SearchDocuments.MaxQuery} characters."));
        }
        // Between services 0 is what was left out.
        if (limit is < 1 or > SearchDocuments.MaxLimit)
        {
            faults.Add(new("/limit", "out_of_range", $"The limit is 1 to {SearchDocuments.MaxLimit}."));
        }
        if (faults.Count > 0)
        {
            return new Invalid(faults).ToHttpResult();
        }
        var tenantId = context.GetPrincipal().TenantId;
        var found = await search.SearchAsync(tenantId, q!, limit ?? 0, cancellationToken);
        return found.Match(result => TypedResults.Ok(SearchAnswer.From(result)), error => error.ToHttpResult());
    }
}
