using System.Collections.Frozen;
using Chat.Inference.Providers.Targets;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Recovery;

/// <summary>Everybody's route, and the routes of tenants that have their own.</summary>
internal sealed class TenantProviders : ITenantProviders
{
    private readonly ProviderRoute _everybody;
    private readonly FrozenDictionary<Guid, ProviderRoute> _tenants;

    /// <summary>Makes all routes from validated options.</summary>
    public TenantProviders(
        IOptions<ProvidersOptions> options,
        ProviderTargets targets,
        ProviderLines lines,
        ProviderLog log
    )
    {
        var defaults = options.Value;
        _everybody = Route(targets.Default(defaults), defaults.Fallback);
        _tenants = defaults.Tenants.ToFrozenDictionary(
            entry => Guid.Parse(entry.Key),
            entry => Route(targets.Of(entry.Value, defaults), entry.Value.Fallback)
        );

        ProviderRoute Route(ProviderTarget target, TargetOptions? fallback) =>
            new(lines.To(target), fallback is null ? null : lines.To(targets.Of(fallback, defaults)), log);
    }

    /// <inheritdoc />
    public IChatProvider For(Guid tenantId) => _tenants.GetValueOrDefault(tenantId, _everybody);
}
