namespace Chat.Sessions.UserTokens;

/// <summary>Tokens of the company's own users: who is let in, and whose tokens are void.</summary>
internal static class UserTokensFeature
{
    public static IHostApplicationBuilder AddUserTokens(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UserTokenStore>();
        return builder;
    }

    public static void MapUserTokens(this WebApplication app) => app.MapGrpcService<UserTokensGrpcService>();
}
