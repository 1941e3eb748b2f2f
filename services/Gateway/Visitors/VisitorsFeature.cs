using Chat.Gateway.Auth;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.OpenApi;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Visitors;

/// <summary>Anonymous visitors: their credentials, and who they are.</summary>
internal static class VisitorsFeature
{
    public static void AddVisitors(this IHostApplicationBuilder builder)
    {
        _ = builder.AddGrpcClient<Wire.Visitors.VisitorsClient>("sessions");
        _ = builder.Services.AddSingleton<IdentifyEndpoint>();
    }

    public static void MapVisitors(this WebApplication app)
    {
        _ = app.MapPost($"{GatewayPaths.Api}/visitors", CreateAsync)
            .Produces<VisitorToken>(StatusCodes.Status201Created)
            .WithTags("Visitors")
            .WithSummary("Creates a visitor")
            .WithDescription(
                "Answers a visitor token: it stands for one anonymous visitor of the key's tenant. Nothing is stored "
                    + "before the visitor writes, so a lost answer is simply asked for again."
            )
            .WithProblems(429);
        _ = app.MapPost(
                $"{GatewayPaths.Api}/visitors/identify",
                static (HttpContext context, IdentifyEndpoint endpoint) => endpoint.HandleAsync(context)
            )
            .Accepts<IdentifyBody>("application/json")
            .Produces<IdentifiedVisitor>()
            .WithTags("Visitors")
            .WithSummary("Says who a visitor is")
            .WithDescription(
                "With the visitor's token. A user token proves it: the visitor's conversations and those of the user's "
                    + "customer are open to both from then on. What a visitor says without one is noted as said, and opens "
                    + "nothing. Counts as a message."
            )
            .WithProblems(400, 409, 413, 429);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        Authenticator authenticator,
        RateLimiter limiter,
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
        if (
            caller.Value.Kind == CallerKind.PublishableKey
            && await limiter.CountCallAsync(context, caller.Value.Principal, context.RequestAborted) is { } limited
        )
        {
            return limited.ToHttpResult();
        }
        var origin = RequestOrigin.Of(context.Request).Value;
        return TypedResults.Created((string?)null, tokens.Issue(caller.Value.TenantId, visitorId: null, origin));
    }
}
