using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Chat.ServiceDefaults.Tests.Telemetry;

/// <summary>Reads the instruments of one host, and of no other that runs beside it.</summary>
internal sealed class MeterReader : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string? Error)> measured = [];

    public MeterReader(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    /// <summary>What a counter or histogram was told so far.</summary>
    public IReadOnlyList<double> Values(string name) => [.. Of(name).Select(one => one.Value)];

    /// <summary>The error types a counter was told so far.</summary>
    public IReadOnlyList<string?> Errors(string name) => [.. Of(name).Select(one => one.Error)];

    /// <summary>What a gauge tells now; null: nothing.</summary>
    public double? Gauge(string name)
    {
        measured.Clear();
        listener.RecordObservableInstruments();
        return Of(name).Select(one => (double?)one.Value).SingleOrDefault();
    }

    public void Dispose() => listener.Dispose();

    private IEnumerable<(string Name, double Value, string? Error)> Of(string name) =>
        measured.Where(one => string.Equals(one.Name, name, StringComparison.Ordinal));

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? error = null;
        foreach (var (key, tag) in tags)
        {
            error = string.Equals(key, "error.type", StringComparison.Ordinal) ? tag?.ToString() : error;
        }

        measured.Enqueue((instrument.Name, value, error));
    }
}
