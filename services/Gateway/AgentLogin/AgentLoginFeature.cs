using Chat.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.AgentLogin;

/// <summary>Registration of agents' login. Who is not in yet shows no credential: the four are open to everybody.</summary>
internal static class AgentLoginFeature
{
    private const string Path = $"{GatewayPaths.Api}/auth";

    public static void AddAgentLogin(this IHostApplicationBuilder builder) =>
        _ = builder
            .Services.AddSingleton<IValidateOptions<ThrottleOptions>, ThrottleOptionsValidator>()
            .AddSingleton<LoginThrottle>()
            .AddSingleton<LoginEndpoint>()
            .AddOptionsWithValidateOnStart<ThrottleOptions>()
            .BindConfiguration(ThrottleOptions.Section);

    public static void MapAgentLogin(this WebApplication app)
    {
        var auth = app.MapGroup(Path).WithTags("Auth").WithProblems(400, 413, 429);
        _ = auth.MapPost("login", static (HttpContext context, LoginEndpoint login) => login.LogInAsync(context))
            .Accepts<LoginBody>("application/json")
            .Produces<LoginAnswer>()
            .WithSummary("Lets an agent in")
            .WithDescription(
                "Answers an access token of 15 minutes and a refresh token. A wrong address and a wrong password look alike; "
                    + "after too many tries the account is locked for a while (429, Retry-After)."
            );
        _ = auth.MapPost("refresh", static (HttpContext context, LoginEndpoint login) => login.RefreshAsync(context))
            .Accepts<RefreshBody>("application/json")
            .Produces<LoginAnswer>()
            .WithSummary("Goes on with a login")
            .WithDescription(
                "The refresh token is replaced by the one in the answer. One that is shown again later ends the login."
            );
        _ = auth.MapPost("logout", static (HttpContext context, LoginEndpoint login) => login.LogOutAsync(context))
            .Accepts<RefreshBody>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a login")
            .WithDescription("Its access tokens hold for 5 s at most from now on. Safe to repeat.");
        _ = auth.MapPost(
                "invitations/accept",
                static (HttpContext context, LoginEndpoint login) => login.AcceptAsync(context)
            )
            .Accepts<AcceptBody>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Sets the password of an invited agent")
            .WithDescription("The agent's logins end; it logs in with the new password.");
    }
}
