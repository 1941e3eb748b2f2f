using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Tests.Telemetry;
using Chat.Testing.Time;

namespace Chat.ServiceDefaults.Tests.Outbox;

public sealed class OutboxMetricsTests : IDisposable
{
    private readonly PrivateMeters meters = new();
    private readonly FakeTimeProvider clock = new();
    private readonly OutboxMetrics metrics;

    public OutboxMetricsTests() => metrics = new OutboxMetrics(meters, clock);

    public void Dispose() => meters.Dispose();

    [Fact]
    public void IsSampleDue_NobodyReads_IsNever() => Assert.False(metrics.IsSampleDue);

    [Fact]
    public void IsSampleDue_SomebodyReads_IsAtOnceAndThenAfterTheInterval()
    {
        using var reader = new MeterReader(meters);
        Assert.True(metrics.IsSampleDue);

        metrics.Sampled(new OutboxBacklog(0, TimeSpan.Zero));

        clock.Advance(OutboxMetrics.SampleInterval - TimeSpan.FromMilliseconds(1));
        Assert.False(metrics.IsSampleDue);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(metrics.IsSampleDue);
    }

    [Fact]
    public void Gauges_Sampled_TellTheBacklog()
    {
        using var reader = new MeterReader(meters);

        metrics.Sampled(new OutboxBacklog(12, TimeSpan.FromSeconds(2.5)));

        Assert.Equal(12, reader.Gauge("chat.outbox.pending"));
        Assert.Equal(2.5, reader.Gauge("chat.outbox.oldest.age"));
    }

    // A leader that lost its database would otherwise tell for ever what was true then.
    [Fact]
    public void Gauges_SampleIsOld_TellNothing()
    {
        using var reader = new MeterReader(meters);
        metrics.Sampled(new OutboxBacklog(12, TimeSpan.FromSeconds(2.5)));

        clock.Advance((3 * OutboxMetrics.SampleInterval) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(12, reader.Gauge("chat.outbox.pending"));
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(reader.Gauge("chat.outbox.pending"));
        Assert.Null(reader.Gauge("chat.outbox.oldest.age"));
    }

    [Fact]
    public void Gauges_AnotherInstanceLeads_TellNothing()
    {
        using var reader = new MeterReader(meters);
        metrics.Sampled(new OutboxBacklog(12, TimeSpan.FromSeconds(2.5)));

        metrics.Forget();

        Assert.Null(reader.Gauge("chat.outbox.pending"));
    }

    [Fact]
    public void Published_Batches_CountsEventsAndSizes()
    {
        using var reader = new MeterReader(meters);

        metrics.Published(3);
        metrics.Published(500);

        Assert.Equal(503, reader.Values("chat.outbox.published").Sum());
        Assert.Equal([3, 500], reader.Values("chat.outbox.batch.size"));
    }

    [Fact]
    public void Failed_Exceptions_AreCountedByTheirType()
    {
        using var reader = new MeterReader(meters);

        metrics.Failed(new TimeoutException());
        metrics.Failed(new TaskCanceledException());

        Assert.Equal(["System.TimeoutException", "timeout"], reader.Errors("chat.outbox.publish.failures"));
    }
}
