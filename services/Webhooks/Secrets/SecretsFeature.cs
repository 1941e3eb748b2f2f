using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Secrets;

/// <summary>Signing secrets at rest.</summary>
internal static class SecretsFeature
{
    public static void AddSecrets(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<SecretsOptions>().BindConfiguration(SecretsOptions.Section);
        services.AddSingleton<IValidateOptions<SecretsOptions>, SecretsOptionsValidator>();
        services.AddSingleton<IValidateOptions<SecretsOptions>, SecretsOptionsRules>();
        services.AddSingleton<SecretVault>();
        services.AddSingleton<SecretSealing>();
    }
}
