using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Chat.Inference.Fakes;

/// <summary>Measurements of one instrument, of the meters of one factory.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(double Value, string Tags)> _measurements = new();

    public MeterRecorder(IMeterFactory factory, string instrument)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && ReferenceEquals(published.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Add(value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    /// <summary>The tags of each measurement, as <c>name=value</c>.</summary>
    public IEnumerable<string> Tags => _measurements.Select(measurement => measurement.Tags);

    /// <summary>What an observed instrument shows now.</summary>
    public IReadOnlyList<(double Value, string Tags)> Observe()
    {
        _measurements.Clear();
        _listener.RecordObservableInstruments();
        return [.. _measurements];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var names = tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}");
        _measurements.Enqueue((value, string.Join(' ', names)));
    }
}
