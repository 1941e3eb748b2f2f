using Chat.Inference.Providers;
using Chat.Inference.Providers.Recovery;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Fakes;

/// <summary>The same provider for everybody, with the usual time-outs, retries and breaker; and a fallback, if given.</summary>
internal sealed class FixedProviders(IChatProvider provider, TimeProvider clock, IChatProvider? fallback = null)
    : ITenantProviders
{
    private readonly ProviderLog _log = new(NullLogger<ProviderLog>.Instance);
    private IChatProvider? _route;

    public RecoveryOptions Recovery { get; init; } = new();

    public ProvidersOptions Providers { get; init; } = new();

    public IChatProvider For(Guid tenantId) =>
        _route ??= new ProviderRoute(Line(provider), fallback is null ? null : Line(fallback), _log);

    private ProviderLine Line(IChatProvider one) =>
        new(one, new ProviderWatchdog(Options.Create(Providers), clock), Options.Create(Recovery), clock, _log);
}
