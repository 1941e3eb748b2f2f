using System.Diagnostics.Metrics;

namespace Chat.ServiceDefaults.Tests.Telemetry;

/// <summary>Makes meters under names nobody asks for: hosts of other tests listen to all meters named as theirs.</summary>
internal sealed class PrivateMeters : IMeterFactory
{
    private readonly List<Meter> meters = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter("private." + options.Name, options.Version, options.Tags, scope: this);
        meters.Add(meter);
        return meter;
    }

    public void Dispose() => meters.ForEach(meter => meter.Dispose());
}
