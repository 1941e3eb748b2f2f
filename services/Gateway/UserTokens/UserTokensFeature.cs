using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.UserTokens;

/// <summary>Registration of the tokens of companies' own users.</summary>
internal static class UserTokensFeature
{
    private const string Path = $"{GatewayPaths.Api}/users/{{userId}}/tokens";

    public static void AddUserTokens(this IHostApplicationBuilder builder)
    {
        _ = builder.AddGrpcClient<Wire.UserTokens.UserTokensClient>("sessions");
        _ = builder
            .Services.AddSingleton<IValidateOptions<UserTokenOptions>, UserTokenOptionsValidator>()
            .AddSingleton<UserRevocations>()
            .AddSingleton<UserTokenCodec>()
            .AddSingleton<UserTokensEndpoint>()
            .AddHostedService<RevocationPoll>()
            .AddOptionsWithValidateOnStart<UserTokenOptions>()
            .BindConfiguration(UserTokenOptions.Section);
    }

    public static void MapUserTokens(this WebApplication app)
    {
        _ = app.MapPost(
                Path,
                static (HttpContext context, string userId, UserTokensEndpoint endpoint) =>
                    endpoint.IssueAsync(context, userId)
            )
            .Accepts<UserTokenBody>("application/json")
            .Produces<UserToken>(StatusCodes.Status201Created)
            .WithTags("Users")
            .WithSummary("Makes a user's token")
            .WithDescription(
                "For your server (secret key), to be handed to your signed-in user: a token is proof of who that is. Makes or "
                    + "completes the customer with this externalId. Ask again before it expires."
            )
            .WithProblems(400, 409, 413);
        _ = app.MapDelete(
                Path,
                static (HttpContext context, string userId, UserTokensEndpoint endpoint) =>
                    endpoint.RevokeAsync(context, userId)
            )
            .Produces(StatusCodes.Status204NoContent)
            .WithTags("Users")
            .WithSummary("Revokes a user's tokens")
            .WithDescription("All that were made so far are void within seconds on every instance. Safe to repeat.")
            .WithProblems(400);
    }
}
