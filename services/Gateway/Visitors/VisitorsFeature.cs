using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.OpenApi;

namespace Chat.Gateway.Visitors;

/// <summary><c>POST /v1/visitors</c>: a fresh visitor's credentials, for clients that want them before they chat.</summary>
internal static class VisitorsFeature
{
    public static void MapVisitors(this WebApplication app) =>
        _ = app.MapPost($"{GatewayPaths.Api}/visitors", CreateAsync)
            .Produces<VisitorToken>(StatusCodes.Status201Created)
            .WithTags("Visitors")
            .WithSummary("Creates a visitor")
            .WithDescription(
                "Answers a visitor token: it stands for one anonymous visitor of the key's tenant. Nothing is stored "
                    + "before the visitor writes, so a lost answer is simply asked for again."
            )
            .WithProblems();

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        Authenticator authenticator,
        VisitorTokens tokens
    )
    {
        var caller = await authenticator.AuthenticateAsync(context, context.RequestAborted);
        if (!caller.IsSuccess)
        {
            return caller.Error.ToHttpResult();
        }
        if (caller.Value.Kind is not (CallerKind.PublishableKey or CallerKind.SecretKey))
        {
            return new KeyRequired().ToHttpResult();
        }
        var origin = RequestOrigin.Of(context.Request).Value;
        return TypedResults.Created((string?)null, tokens.Issue(caller.Value.TenantId, visitorId: null, origin));
    }
}
