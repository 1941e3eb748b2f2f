using System.Diagnostics.Metrics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.Knowledge.Corpora;

/// <summary>Instruments of the indexes.</summary>
internal sealed class CorpusMetrics
{
    private readonly Histogram<double> _loads;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _evictions;
    private readonly UpDownCounter<long> _tenants;
    private readonly UpDownCounter<long> _bytes;

    public CorpusMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateChatMeter();
        _loads = meter.CreateHistogram<double>(
            "chat.knowledge.index.load.duration",
            "s",
            "How long it took to read and index a tenant's documents."
        );
        _failures = meter.CreateCounter<long>(
            "chat.knowledge.index.load.failures",
            "{load}",
            "Times a tenant's documents could not be read."
        );
        _skipped = meter.CreateCounter<long>(
            "chat.knowledge.index.skipped_chunks",
            "{chunk}",
            "Chunks left out of an index, because their tenant reached its limit of memory."
        );
        _evictions = meter.CreateCounter<long>(
            "chat.knowledge.index.evictions",
            "{index}",
            "Indexes that made room for others."
        );
        _tenants = meter.CreateUpDownCounter<long>(
            "chat.knowledge.index.tenants",
            "{tenant}",
            "Tenants whose documents are in memory."
        );
        _bytes = meter.CreateUpDownCounter<long>("chat.knowledge.index.size", "By", "Memory of the indexes, about.");
    }

    /// <summary>An index was built.</summary>
    public void Loaded(TimeSpan duration, int skippedChunks)
    {
        _loads.Record(duration.TotalSeconds);
        _skipped.Add(skippedChunks);
    }

    /// <summary>An index could not be built.</summary>
    public void LoadFailed() => _failures.Add(1);

    /// <summary>More, or less, is held.</summary>
    public void Holds(int tenants, long bytes)
    {
        _tenants.Add(tenants);
        _bytes.Add(bytes);
    }

    /// <summary>An index made room.</summary>
    public void Evicted(long bytes)
    {
        _evictions.Add(1);
        Holds(-1, -bytes);
    }
}
