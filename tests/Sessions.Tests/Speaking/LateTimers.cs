using System.Collections.Concurrent;

namespace Chat.Sessions.Tests.Speaking;

/// <summary>
/// The system's clock, whose timers may all be fired once more at the end: as a timer does that was due in the very
/// moment in which it was disposed of.
/// </summary>
internal sealed class LateTimers : TimeProvider
{
    private readonly ConcurrentQueue<Action> made = new();

    /// <summary>How many were made.</summary>
    public int Made => made.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        made.Enqueue(() => callback(state));
        return System.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Fires all of them; answers how many there were.</summary>
    public int FireAll()
    {
        var count = 0;
        while (made.TryDequeue(out var fire))
        {
            fire();
            count++;
        }

        return count;
    }
}
