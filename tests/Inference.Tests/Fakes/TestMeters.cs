using System.Diagnostics.Metrics;

namespace Chat.Inference.Fakes;

/// <summary>Makes meters without a host.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        // As the factory of a host does: tells its meters from those of other tests.
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
