using System.Collections.Frozen;
using Chat.Inference.Providers.Targets;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.Recovery;

/// <summary>Everybody's route, and the routes of tenants that have their own. A target asked by several has one breaker.</summary>
internal sealed class TenantProviders : ITenantProviders
{
    private readonly Dictionary<ProviderTarget, ProviderLine> _lines = [];
    private readonly ProviderRoute _everybody;
    private readonly FrozenDictionary<Guid, ProviderRoute> _tenants;

    /// <summary>Makes all routes from validated options.</summary>
    public TenantProviders(
        IOptions<ProvidersOptions> options,
        IOptions<RecoveryOptions> recovery,
        ProviderTargets targets,
        VendorClients clients,
        ProviderWatchdog watchdog,
        TimeProvider timeProvider,
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
            new(Line(target), fallback is null ? null : Line(targets.Of(fallback, defaults)), log);

        ProviderLine Line(ProviderTarget target)
        {
            if (!_lines.TryGetValue(target, out var line))
            {
                line = new ProviderLine(clients.Create(target), watchdog, recovery, timeProvider, log);
                _lines.Add(target, line);
            }
            return line;
        }
    }

    /// <inheritdoc />
    public IChatProvider For(Guid tenantId) => _tenants.GetValueOrDefault(tenantId, _everybody);
}
