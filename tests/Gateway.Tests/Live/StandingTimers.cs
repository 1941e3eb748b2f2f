using System.Threading.Channels;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Live;

/// <summary>A clock that stands still, whose timers go off as soon as a test has seen for how long they were set.</summary>
internal sealed class StandingTimers : TimeProvider
{
    private readonly Channel<(TimeSpan Wait, Action Fire)> set = Channel.CreateBounded<(TimeSpan, Action)>(100);
    private long ticks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    /// <summary>Somebody waits.</summary>
    public bool IsSet => set.Reader.Count > 0;

    /// <summary>Moves the clock; no timer goes off by it.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    /// <summary>For how long the next timer was set; it goes off.</summary>
    public async Task<TimeSpan> NextAsync()
    {
        var (wait, fire) = await set.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();
        fire();
        return wait;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.True(set.Writer.TryWrite((dueTime, () => callback(state))));
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
