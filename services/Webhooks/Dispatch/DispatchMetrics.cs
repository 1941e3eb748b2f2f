using System.Diagnostics;
using System.Diagnostics.Metrics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.Webhooks.Dispatch;

/// <summary>Instruments of the dispatcher.</summary>
internal sealed class DispatchMetrics
{
    private readonly Histogram<double> _attempts;

    public DispatchMetrics(IMeterFactory meters, InFlightAttempts inFlight)
    {
        var meter = meters.CreateChatMeter();
        _attempts = meter.CreateHistogram<double>(
            "chat.webhooks.attempt.duration",
            "s",
            "How long attempts took, by their outcome."
        );
        meter.CreateObservableUpDownCounter(
            "chat.webhooks.attempts.active",
            () => inFlight.Count,
            "{attempt}",
            "Attempts under way."
        );
    }

    public void Attempted(string eventType, AttemptRecord record) =>
        _attempts.Record(
            record.Duration.TotalSeconds,
            new TagList
            {
                { "chat.event.type", eventType },
                { "chat.delivery.outcome", record.Outcome.ToString().ToLowerInvariant() },
                { "error.type", record.Fault },
            }
        );
}
