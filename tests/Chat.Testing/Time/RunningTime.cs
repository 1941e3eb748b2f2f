namespace Chat.Testing.Time;

/// <summary>
/// A clock that goes on only while this process runs. A machine that sleeps, or a process that is stopped for a while,
/// must not look like code that hangs, or that heals too slowly.
/// </summary>
public static class RunningTime
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    // However busy the machine is, a thread that only sleeps comes back sooner than that.
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);
    private static long ran;

    static RunningTime() => new Thread(Run) { IsBackground = true, Name = "running time" }.Start();

    /// <summary>How long this process has run since it first asked; up to 50 ms behind.</summary>
    public static TimeSpan Now => TimeSpan.FromTicks(Interlocked.Read(ref ran));

    private static void Run()
    {
        using var never = new ManualResetEvent(false);
        var last = TimeProvider.System.GetTimestamp();
        while (!never.WaitOne(Tick))
        {
            var now = TimeProvider.System.GetTimestamp();
            var passed = TimeProvider.System.GetElapsedTime(last, now);
            Interlocked.Add(ref ran, (passed < LongestTick ? passed : LongestTick).Ticks);
            last = now;
        }
    }
}
