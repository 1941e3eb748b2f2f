namespace Chat.ServiceDefaults.Messaging;

/// <summary>
/// Which endpoints are to be started again, and when: those that were not healthy while the broker was away, once it
/// takes connections. One that is not healthy while the broker is there is starting, however long that takes on a busy
/// machine: stopped meanwhile, it would hang for good.
/// </summary>
internal sealed class RevivalPlan(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Turn> turns = new(StringComparer.Ordinal);

    /// <summary>What to start again now.</summary>
    /// <param name="unhealthy">The endpoints that are not healthy; all others are.</param>
    /// <param name="brokerAnswers">Whether the broker takes connections.</param>
    public IReadOnlyList<string> Due(IReadOnlyCollection<string> unhealthy, bool brokerAnswers)
    {
        foreach (var healed in turns.Keys.Except(unhealthy, StringComparer.Ordinal).ToList())
        {
            turns.Remove(healed);
        }

        var now = time.GetTimestamp();
        if (!brokerAnswers)
        {
            foreach (var name in unhealthy)
            {
                turns[name] = new Turn(now, TimeSpan.Zero, FirstPause);
            }

            return [];
        }

        var due = unhealthy
            .Where(name => turns.TryGetValue(name, out var turn) && time.GetElapsedTime(turn.Since, now) >= turn.Wait)
            .ToList();
        foreach (var name in due)
        {
            var pause = turns[name].Next;
            turns[name] = new Turn(now, pause, pause * 2 < LongestPause ? pause * 2 : LongestPause);
        }

        return due;
    }

    /// <param name="Since">When the broker was seen away last, or the endpoint was started again.</param>
    /// <param name="Wait">How long after that it is its turn.</param>
    /// <param name="Next">How long it then has to become healthy.</param>
    private readonly record struct Turn(long Since, TimeSpan Wait, TimeSpan Next);
}
