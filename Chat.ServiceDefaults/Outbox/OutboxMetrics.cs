using System.Diagnostics;
using System.Diagnostics.Metrics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Instruments of the outbox; docs/operations.md says how to read them.</summary>
/// <remarks>
/// What waits is looked up by the relay that leads, never by whoever reads the instruments: a reader cannot load the
/// database. Other instances, and a leader that has not looked for a while, tell nothing rather than something old.
/// </remarks>
internal sealed class OutboxMetrics
{
    /// <summary>How often the leader looks what waits.</summary>
    public static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SampleLifetime = 3 * SampleInterval;

    private readonly TimeProvider time;
    private readonly ObservableGauge<long> pending;
    private readonly ObservableGauge<double> oldest;
    private readonly Counter<long> published;
    private readonly Counter<long> failures;
    private readonly Histogram<int> batches;
    private Sample? last;

    public OutboxMetrics(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        var meter = meters.CreateChatMeter();
        pending = meter.CreateObservableGauge(
            "chat.outbox.pending",
            () => Observe(backlog => backlog.Pending),
            "{event}",
            "Events that wait for the bus, counted up to 10,000."
        );
        oldest = meter.CreateObservableGauge(
            "chat.outbox.oldest.age",
            () => Observe(backlog => backlog.OldestAge.TotalSeconds),
            "s",
            "How long the first event has waited for the bus."
        );
        published = meter.CreateCounter<long>("chat.outbox.published", "{event}", "Events the bus has confirmed.");
        failures = meter.CreateCounter<long>(
            "chat.outbox.publish.failures",
            "{failure}",
            "Tries to reach the bus, or to publish a batch, that failed."
        );
        batches = meter.CreateHistogram<int>("chat.outbox.batch.size", "{event}", "Events published together.");
    }

    /// <summary>Somebody reads what waits, and the last look is old enough for the next.</summary>
    public bool IsSampleDue =>
        (pending.Enabled || oldest.Enabled)
        && (Volatile.Read(ref last) is not { } sample || time.GetElapsedTime(sample.TakenAt) >= SampleInterval);

    /// <summary>The leader has looked.</summary>
    public void Sampled(OutboxBacklog backlog) => Volatile.Write(ref last, new Sample(backlog, time.GetTimestamp()));

    /// <summary>Another instance leads, and tells what waits.</summary>
    public void Forget() => Volatile.Write(ref last, null);

    /// <summary>The bus has confirmed a batch.</summary>
    public void Published(int count)
    {
        published.Add(count);
        batches.Record(count);
    }

    /// <summary>The bus could not be reached, or did not take a batch.</summary>
    public void Failed(Exception exception) =>
        failures.Add(
            1,
            new TagList
            {
                { "error.type", exception is OperationCanceledException ? "timeout" : exception.GetType().FullName },
            }
        );

    private IEnumerable<Measurement<T>> Observe<T>(Func<OutboxBacklog, T> value)
        where T : struct =>
        Volatile.Read(ref last) is { } sample && time.GetElapsedTime(sample.TakenAt) < SampleLifetime
            ? [new Measurement<T>(value(sample.Backlog))]
            : [];

    private sealed record Sample(OutboxBacklog Backlog, long TakenAt);
}
