using Chat.Sessions.Live;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Signals;

/// <summary>
/// Gathers signals and passes on, after a short pause, the newest of each topic and key: a burst about one thing costs
/// one publication. The first after a pause goes at once.
/// </summary>
internal sealed class SignalPublisher(
    LogHub hub,
    SignalMetrics metrics,
    IOptions<SignalsOptions> options,
    TimeProvider time
) : BackgroundService, ISignals
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim work = new(0, 1);
    private Dictionary<(Guid Feed, string Key), Signal> waiting = [];
    private Dictionary<(Guid Feed, string Key), Signal> spare = [];

    public void Publish(Guid tenantId, SignalTopic topic, Signal signal)
    {
        var place = (topic.FeedOf(tenantId), signal.Key);
        lock (gate)
        {
            if (waiting.Count >= options.Value.MaxWaiting && !waiting.ContainsKey(place))
            {
                metrics.Dropped();
                return;
            }

            waiting[place] = signal;
            if (work.CurrentCount == 0)
            {
                work.Release();
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        work.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await work.WaitAsync(stoppingToken);
                Flush();
                await Task.Delay(options.Value.Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What waits is worth nothing to whoever comes next.
        }
    }

    private void Flush()
    {
        Dictionary<(Guid Feed, string Key), Signal> taken;
        lock (gate)
        {
            (taken, waiting, spare) = (waiting, spare, waiting);
        }

        var now = time.GetUtcNow();
        foreach (var ((feed, _), signal) in taken)
        {
            hub.Publish(feed, signal.ToWire(now));
        }

        metrics.Published(taken.Count);
        taken.Clear();
    }
}
