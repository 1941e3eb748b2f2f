using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Sessions.Dashboard;

/// <summary>The REST edge of the figures.</summary>
internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/stats", GetAsync)
            .WithSummary("Counts conversations and agents")
            .WithDescription(
                "As they are now; the same is pushed to agents when it changes. Needs an agent's token or a secret key."
            )
            .Produces<StatsAnswer>()
            .WithProblems(403);

    private static async Task<IResult> GetAsync(
        HttpContext context,
        StatsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var stats = await handler.HandleAsync(context.GetPrincipal(), cancellationToken);
        return stats.Match(found => TypedResults.Ok(StatsAnswer.From(found)), error => error.ToHttpResult());
    }
}
