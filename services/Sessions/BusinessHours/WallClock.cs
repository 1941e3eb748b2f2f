namespace Chat.Sessions.BusinessHours;

/// <summary>
/// From what a clock on the wall shows to moments, where there may be none (the hour skipped in spring) or two (the hour
/// repeated in autumn).
/// </summary>
internal sealed class WallClock(TimeZoneInfo zone)
{
    // More than any offset: what holds there is what held before, or will hold after, a change of the clock.
    private static readonly TimeSpan Aside = TimeSpan.FromDays(1);

    public DateTime LocalOf(DateTime utc) => DateTime.SpecifyKind(utc + OffsetAt(utc), DateTimeKind.Unspecified);

    /// <summary>The first moment the clock shows this time; if it never does, the one it jumps over it.</summary>
    public DateTime FirstUtc(DateTime local) => Moments(local).First;

    /// <summary>The last moment the clock shows this time; if it never does, the one it jumps over it.</summary>
    public DateTime LastUtc(DateTime local) => Moments(local).Last;

    // Both are shown where the clock was set back in between, so that the one by the offset of before comes first.
    private (DateTime First, DateTime Last) Moments(DateTime local)
    {
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        var before = utc - OffsetAt(utc - Aside);
        var after = utc - OffsetAt(utc + Aside);
        return (IsShown(before, local), IsShown(after, local)) switch
        {
            (true, true) => (before, after),
            (true, false) => (before, before),
            (false, true) => (after, after),
            _ => Jump(after, before),
        };
    }

    // Somewhere in between the offset changes: to the tick by halving.
    private (DateTime, DateTime) Jump(DateTime from, DateTime to)
    {
        var offset = OffsetAt(from);
        while (to - from > TimeSpan.FromTicks(1))
        {
            var middle = from + ((to - from) / 2);
            (from, to) = OffsetAt(middle) == offset ? (middle, to) : (from, middle);
        }

        return (to, to);
    }

    private bool IsShown(DateTime utc, DateTime local) => LocalOf(utc) == local;

    private TimeSpan OffsetAt(DateTime utc) => zone.GetUtcOffset(utc);
}
