using System.Diagnostics.Metrics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.Inference.Providers;

/// <summary>Measurements and spans of calls to providers, named by the OpenTelemetry GenAI conventions.</summary>
/// <remarks>Never any content: neither prompts nor answers leave through telemetry.</remarks>
internal sealed class ProviderMetrics
{
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes the instruments.</summary>
    public ProviderMetrics(IMeterFactory meters, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        var meter = meters.CreateChatMeter();
        Duration = meter.CreateHistogram<double>(
            "gen_ai.client.operation.duration",
            "s",
            "Time a provider took for one answer."
        );
        FirstChunk = meter.CreateHistogram<double>(
            "gen_ai.client.operation.time_to_first_chunk",
            "s",
            "Time until a provider's first token."
        );
        Tokens = meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of one answer.");
    }

    internal Histogram<double> Duration { get; }

    internal Histogram<double> FirstChunk { get; }

    internal Histogram<long> Tokens { get; }

    /// <summary>Begins to measure one call.</summary>
    public MeasuredCall Start(IChatProvider provider) => new(this, provider, _timeProvider);
}
