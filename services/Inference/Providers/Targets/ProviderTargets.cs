using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Targets;

/// <summary>Works out whom to ask from what is configured now.</summary>
/// <remarks>From the factory, not the monitor: within one change of the configuration the monitor may still hold the old.</remarks>
internal sealed class ProviderTargets(IOptionsFactory<VendorOptions> vendors)
{
    /// <summary>Whom everybody's answers come from.</summary>
    public ProviderTarget Default(ProvidersOptions options) =>
        Of(new TargetOptions { Provider = options.Provider, Model = options.Model }, options);

    /// <summary>Whom a tenant's answers, or those in need of a fallback, come from.</summary>
    public ProviderTarget Of(TargetOptions target, ProvidersOptions defaults)
    {
        var provider = target.Provider.Length > 0 ? target.Provider : defaults.Provider;
        var isSame = provider == defaults.Provider;
        var usual = FirstGiven(isSame ? defaults.Model : "", ProviderNames.DefaultModelOf(provider));
        var model = FirstGiven(target.Model, usual);
        // An effort is for the model it was given for: many refuse the words of others, or any.
        var effort = FirstGiven(
            target.ReasoningEffort,
            isSame && model == usual ? defaults.ReasoningEffort : "",
            ProviderNames.DefaultEffortOf(model)
        );
        var vendor = provider == ProviderNames.Local ? new VendorOptions() : vendors.Create(provider);
        // Key and address belong together: neither is ever combined with the other one of somebody else.
        var isOwn = target.ApiKey.Length > 0 || !string.IsNullOrEmpty(target.BaseUrl);
        var (key, address) = isOwn ? (target.ApiKey, target.BaseUrl) : (vendor.ApiKey, vendor.BaseUrl);
        return new ProviderTarget(
            provider,
            model,
            string.IsNullOrEmpty(key) ? null : key,
            string.IsNullOrEmpty(address) ? null : new Uri(address),
            target.MaxOutputTokens ?? defaults.MaxOutputTokens
        )
        {
            ReasoningEffort = effort.Length > 0 ? effort : null,
        };
    }

    private static string FirstGiven(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (name.Length > 0)
            {
                return name;
            }
        }
        return "";
    }
}
