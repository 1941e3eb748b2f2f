namespace Chat.Testing.Time;

/// <summary>A clock that stands still until a test moves it; timers fire on the thread that moves it.</summary>
public sealed class FakeTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now;

    /// <summary>A clock that begins at 2026-01-01 00:00 UTC.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { }

    /// <summary>A clock that begins at a time.</summary>
    public FakeTimeProvider(DateTimeOffset start) => now = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that are waiting; lets a test know that the code under test has begun to wait.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count(static timer => timer.IsWaiting);
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, stopping at each timer that falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = end;
        }
    }

    /// <summary>Waits, in real time, until the code under test waits on this clock.</summary>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken) =>
        Eventually.TrueAsync(() => WaitingTimers >= count, cancellationToken);

    private FakeTimer? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            FakeTimer? first = null;
            foreach (var timer in timers)
            {
                if (timer.Due is { } due && due <= end && (first is null || due < first.Due))
                {
                    first = timer;
                }
            }

            if (first?.Due is { } at)
            {
                now = at > now ? at : now;
                first.ScheduleNextUnsynchronized(now);
            }

            return first;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due { get; private set; }

        public bool IsWaiting => Due is not null;

        public void Fire() => callback(state);

        public void ScheduleNextUnsynchronized(DateTimeOffset from) =>
            Due = period > TimeSpan.Zero ? from + period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate)
            {
                this.period = period;
                Due = dueTime < TimeSpan.Zero ? null : owner.now + dueTime;
                if (!owner.timers.Contains(this))
                {
                    owner.timers.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                owner.Advance(TimeSpan.Zero);
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                Due = null;
                owner.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
