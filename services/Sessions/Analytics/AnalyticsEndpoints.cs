using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Sessions.Analytics;

/// <summary>The REST edge of analytics; for secret keys only.</summary>
internal static class AnalyticsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/analytics", GetAsync)
            .WithSummary("Counts what happened")
            .WithDescription("Conversations, messages and leads, per UTC day and in total; some seconds late at most.")
            .Produces<AnalyticsAnswer>()
            .WithProblems(400);

    private static async Task<IResult> GetAsync(
        [Description("First day, UTC; default: 29 days before the last one.")] DateOnly? from,
        [Description("Last day, UTC; default: today. The span has at most 366 days.")] DateOnly? to,
        HttpContext context,
        GetAnalyticsHandler handler,
        CancellationToken cancellationToken
    )
    {
        var principal = context.GetPrincipal();
        if (principal.Kind is not PrincipalKind.SecretKey)
        {
            return new AnalyticsForbidden().ToHttpResult();
        }

        var found = await handler.HandleAsync(new GetAnalytics(principal.TenantId, from, to), cancellationToken);
        return found.Match(answer => TypedResults.Ok(answer), error => error.ToHttpResult());
    }
}
