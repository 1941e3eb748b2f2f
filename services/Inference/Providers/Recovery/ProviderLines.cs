using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Chat.Inference.Providers.Targets;
using Chat.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Chat.Inference.Providers.Recovery;

/// <summary>The line to each target that somebody asks: those who ask the same one share its breaker.</summary>
internal sealed class ProviderLines
{
    private readonly ConcurrentDictionary<ProviderTarget, ProviderLine> _lines = new();
    private readonly Func<ProviderTarget, ProviderLine> _create;

    /// <summary>None yet.</summary>
    public ProviderLines(
        VendorClients clients,
        ProviderWatchdog watchdog,
        IOptions<RecoveryOptions> recovery,
        IMeterFactory meters,
        TimeProvider timeProvider,
        ProviderLog log
    )
    {
        _create = target => new ProviderLine(clients.Create(target), watchdog, recovery, timeProvider, log);
        meters
            .CreateChatMeter()
            .CreateObservableGauge(
                "chat.inference.provider.circuits",
                Observe,
                "{circuit}",
                "Circuits to providers, by provider, model and state."
            );
    }

    /// <summary>The line to a target.</summary>
    public ProviderLine To(ProviderTarget target) => _lines.GetOrAdd(target, _create);

    /// <summary>Lets go of lines that nobody is routed to any more; replies that run keep theirs.</summary>
    public void KeepOnly(IReadOnlySet<ProviderTarget> targets)
    {
        foreach (var target in _lines.Keys.Where(target => !targets.Contains(target)))
        {
            _lines.TryRemove(target, out _);
        }
    }

    /// <summary>Of one provider and model there may be several: tenants with keys or addresses of their own.</summary>
    private IEnumerable<Measurement<int>> Observe() =>
        from line in _lines.Values
        group line by (line.Provider.Name, line.Provider.Model, line.Circuit) into same
        select new Measurement<int>(
            same.Count(),
            new KeyValuePair<string, object?>("gen_ai.provider.name", same.Key.Name),
            new KeyValuePair<string, object?>("gen_ai.request.model", same.Key.Model),
            new KeyValuePair<string, object?>("chat.circuit.state", NameOf(same.Key.Circuit))
        );

    private static string NameOf(CircuitState state) =>
        state switch
        {
            CircuitState.Closed => "closed",
            CircuitState.HalfOpen => "half_open",
            _ => "open",
        };
}
