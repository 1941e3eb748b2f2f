using Chat.Inference.Providers.Gathering;
using Chat.Inference.Providers.Recovery;
using Chat.Inference.Providers.Targets;
using Chat.ServiceDefaults.ChatFiles;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers;

/// <summary>Registers the configured providers.</summary>
internal static class ProvidersFeature
{
    /// <summary>Adds options, providers, what makes up for their failures, and measurements.</summary>
    public static void AddProviders(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptionsWithValidateOnStart<ProvidersOptions>()
            .BindConfiguration(ProvidersOptions.Section)
            .Configure<IConfiguration>(ApplyVariables);
        services.AddLiveOptions<ProvidersOptions>();
        services.AddSingleton<IValidateOptions<ProvidersOptions>, ProvidersOptionsValidator>();
        services.AddSingleton<IValidateOptions<ProvidersOptions>, ProviderTargetsValidator>();
        services.AddOptionsWithValidateOnStart<RecoveryOptions>().BindConfiguration(RecoveryOptions.Section);
        services.AddSingleton<IValidateOptions<RecoveryOptions>, RecoveryOptionsValidator>();
        services.AddOptionsWithValidateOnStart<GatheringOptions>().BindConfiguration(GatheringOptions.Section);
        services.AddSingleton<IValidateOptions<GatheringOptions>, GatheringOptionsValidator>();
        services.AddSingleton<WordGathering>();
        foreach (var vendor in ProviderNames.All.Where(name => name != ProviderNames.Local))
        {
            services
                .AddOptionsWithValidateOnStart<VendorOptions>(vendor)
                .BindConfiguration(VendorOptions.SectionOf(vendor))
                .Configure<IConfiguration>((options, variables) => ApplyVariables(vendor, options, variables));
        }
        services.AddSingleton<IValidateOptions<VendorOptions>, VendorOptionsValidator>();
        services.AddSingleton<ProviderTargets>();
        services.AddSingleton<VendorClients>();
        services.AddSingleton<ProviderWatchdog>();
        services.AddSingleton<ProviderLines>();
        services.AddSingleton<ProviderMetrics>();
        services.AddSingleton<ProviderLog>();
        services.AddSingleton<ITenantProviders, TenantProviders>();
    }

    private static void ApplyVariables(ProvidersOptions options, IConfiguration variables)
    {
        options.Provider = Given(variables["CHAT_PROVIDER"]) ?? options.Provider;
        options.Model = Given(variables["CHAT_MODEL"]) ?? options.Model;
        if (Given(variables["CHAT_FALLBACK_PROVIDER"]) is { } fallback)
        {
            options.Fallback = new TargetOptions
            {
                Provider = fallback,
                Model = Given(variables["CHAT_FALLBACK_MODEL"]) ?? "",
            };
        }
    }

    private static void ApplyVariables(string vendor, VendorOptions options, IConfiguration variables)
    {
        var prefix = VendorOptions.VariablesOf(vendor);
        options.ApiKey = Given(variables[$"{prefix}_API_KEY"]) ?? options.ApiKey;
        options.BaseUrl = Given(variables[$"{prefix}_BASE_URL"]) ?? Given(options.BaseUrl);
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
