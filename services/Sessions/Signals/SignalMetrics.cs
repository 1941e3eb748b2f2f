using System.Diagnostics.Metrics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.Sessions.Signals;

/// <summary>Counts signals.</summary>
internal sealed class SignalMetrics(IMeterFactory meters)
{
    private readonly Counter<long> published = meters
        .CreateChatMeter()
        .CreateCounter<long>("chat.signals.published", "{signal}", "Signals passed on to whoever listens.");

    private readonly Counter<long> dropped = meters
        .CreateChatMeter()
        .CreateCounter<long>("chat.signals.dropped", "{signal}", "Signals given up because too many waited.");

    public void Published(int count) => published.Add(count);

    public void Dropped() => dropped.Add(1);
}
