using Microsoft.Extensions.Options;

namespace Chat.Sessions.AgentLogins;

/// <summary>How agents come in: passwords, invitations, logins.</summary>
internal static class AgentLoginsFeature
{
    public static IHostApplicationBuilder AddAgentLogins(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<LoginOptions>().BindConfiguration(LoginOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<LoginOptions>, LoginOptionsValidator>();
        builder.Services.AddOptionsWithValidateOnStart<AdminOptions>().BindConfiguration(AdminOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<AdminOptions>, AdminOptionsValidator>();
        builder.Services.AddSingleton<PasswordHashing>();
        builder.Services.AddSingleton<RefreshTokens>();
        builder.Services.AddSingleton<CredentialStore>();
        builder.Services.AddSingleton<LoginStore>();
        builder.Services.AddSingleton<LogInHandler>();
        builder.Services.AddSingleton<RefreshLoginHandler>();
        builder.Services.AddSingleton<SetPasswordHandler>();
        builder.Services.AddHostedService<AdminSeeder>();
        return builder;
    }

    public static void MapAgentLogins(this WebApplication app)
    {
        app.MapGrpcService<AgentLoginsGrpcService>();
        PasswordEndpoints.Map(app);
    }
}
