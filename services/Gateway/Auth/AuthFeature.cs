using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Grpc;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Auth;

/// <summary>Registration of keys and tokens.</summary>
internal static class AuthFeature
{
    public static void AddAuth(this IHostApplicationBuilder builder)
    {
        _ = builder.AddGrpcClient<Tenants.TenantsClient>("sessions");
        _ = builder.AddGrpcClient<AgentLogins.AgentLoginsClient>("sessions");
        _ = builder
            .Services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>()
            .AddSingleton<KeyDirectory>()
            .AddSingleton<VisitorTokens>()
            .AddSingleton<LoginDirectory>()
            .AddSingleton<AgentTokens>()
            .AddSingleton<DerivedIds>()
            .AddSingleton<Authenticator>()
            .AddOptionsWithValidateOnStart<AuthOptions>()
            .BindConfiguration(AuthOptions.Section);
    }
}
