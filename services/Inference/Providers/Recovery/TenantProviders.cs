using System.Collections.Frozen;
using Chat.Inference.Providers.Targets;
using Chat.ServiceDefaults.ChatFiles;

namespace Chat.Inference.Providers.Recovery;

/// <summary>
/// Everybody's route, and the routes of tenants that have their own. Made anew when the options change: replies that run go
/// on by the old ones, and whoever is asked as before keeps their line, breaker included.
/// </summary>
internal sealed class TenantProviders : ITenantProviders
{
    private readonly ProviderTargets _targets;
    private readonly ProviderLines _lines;
    private readonly ProviderLog _log;
    private volatile Routes _routes;

    /// <summary>Makes all routes from validated options.</summary>
    public TenantProviders(
        LiveOptions<ProvidersOptions> options,
        ProviderTargets targets,
        ProviderLines lines,
        ProviderLog log
    )
    {
        (_targets, _lines, _log) = (targets, lines, log);
        _routes = Make(options.Value);
        options.Changed += changed => _routes = Make(changed);
    }

    /// <inheritdoc />
    public IChatProvider For(Guid tenantId)
    {
        var routes = _routes;
        return routes.Tenants.GetValueOrDefault(tenantId, routes.Everybody);
    }

    private Routes Make(ProvidersOptions options)
    {
        var asked = new HashSet<ProviderTarget>();
        var routes = new Routes(
            Route(_targets.Default(options), options.Fallback),
            options.Tenants.ToFrozenDictionary(
                entry => Guid.Parse(entry.Key),
                entry => Route(_targets.Of(entry.Value, options), entry.Value.Fallback)
            )
        );
        _lines.KeepOnly(asked);
        return routes;

        ProviderRoute Route(ProviderTarget target, TargetOptions? fallback) =>
            new(Line(target), fallback is null ? null : Line(_targets.Of(fallback, options)), _log);

        ProviderLine Line(ProviderTarget target)
        {
            asked.Add(target);
            return _lines.To(target);
        }
    }

    private sealed record Routes(ProviderRoute Everybody, FrozenDictionary<Guid, ProviderRoute> Tenants);
}
