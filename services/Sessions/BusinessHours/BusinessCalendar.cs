using System.Collections.Frozen;

namespace Chat.Sessions.BusinessHours;

/// <summary>When it is open, and how business time passes.</summary>
/// <remarks>
/// A span begins at the first moment the wall clock shows its opening and ends at the last moment it shows its closing
/// (<see cref="WallClock"/>): a change of the clock makes it shorter or longer and never tears it apart. Holidays replace
/// the spans that begin on their date; what began the evening before goes on.
/// </remarks>
internal sealed class BusinessCalendar
{
    // How far is looked ahead: whoever is closed for so long opens no more, whoever adds more is told so.
    private const int HorizonDays = 3_660;

    // A stretch may be endless; nobody needs to know more than this at once.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(7);
    private readonly BusinessHoursSettings settings;
    private readonly FrozenDictionary<DateOnly, IReadOnlyList<OpenSpan>> holidays;
    private readonly WallClock clock;
    private Known? known;

    public BusinessCalendar(BusinessHoursSettings settings)
    {
        this.settings = settings;
        holidays = settings.Holidays.ToFrozenDictionary(holiday => holiday.Date, holiday => holiday.Spans);
        // A zone that was there when it was stored may be missing where this runs: then the hours are taken as UTC.
        clock = new WallClock(
            TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc
        );
    }

    /// <summary>What is outside of the hours.</summary>
    public BusinessHoursSettings Settings => settings;

    /// <summary>Whether it is open; always when business hours are not enabled.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        if (!settings.Enabled)
        {
            return true;
        }

        var utc = at.UtcDateTime;
        // Asked with each message: most have the answer of the one before.
        if (known is { } last && last.From <= utc && utc < last.Until)
        {
            return last.IsOpen;
        }

        var next = Look(utc);
        known = next;
        return next.IsOpen;
    }

    /// <summary>Whether the knowledge base alone answers, and nobody waits for people.</summary>
    public bool IsKnowledgeOnly(DateTimeOffset at) =>
        settings.OutsideBehavior is OutsideHoursBehavior.FaqOnly && !IsOpen(at);

    /// <summary>The first moment from this one on at which it is open; null when there is none in ten years.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        if (!settings.Enabled)
        {
            return at.ToUniversalTime();
        }

        var utc = at.UtcDateTime;
        return Stretches(utc).Select(stretch => (DateTimeOffset?)Max(stretch.From, utc)).FirstOrDefault();
    }

    /// <summary>How much of the time between was open; zero when the second is not later.</summary>
    public TimeSpan BusinessTimeBetween(DateTimeOffset from, DateTimeOffset until)
    {
        var (start, end) = (from.UtcDateTime, until.UtcDateTime);
        if (end <= start)
        {
            return TimeSpan.Zero;
        }

        if (!settings.Enabled)
        {
            return end - start;
        }

        var sum = TimeSpan.Zero;
        foreach (var stretch in Stretches(start).TakeWhile(stretch => stretch.From < end))
        {
            sum += Min(stretch.Until, end) - Max(stretch.From, start);
        }

        return sum;
    }

    /// <summary>
    /// The moment so much business time will have passed: the earliest at which <see cref="BusinessTimeBetween"/> is it;
    /// null when that is not within ten years.
    /// </summary>
    public DateTimeOffset? AddBusinessTime(DateTimeOffset from, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (!settings.Enabled || time == TimeSpan.Zero)
        {
            return from.ToUniversalTime() + time;
        }

        var start = from.UtcDateTime;
        foreach (var stretch in Stretches(start))
        {
            var begin = Max(stretch.From, start);
            if (stretch.Until - begin >= time)
            {
                return begin + time;
            }

            time -= stretch.Until - begin;
        }

        return null;
    }

    private Known Look(DateTime utc)
    {
        // The date before may reach into this one, and a closed stretch may have begun long ago: from here is enough.
        var next = Stretches(utc).FirstOrDefault();
        return next.From <= utc && next.Until > utc
            ? new Known(true, utc, Min(next.Until, utc + Memory))
            : new Known(false, utc, next.Until == default ? utc + Memory : next.From);
    }

    // Those that end after a moment, in order, without overlaps. A long one comes in pieces: who is always open would
    // else be looked at for ten years.
    private IEnumerable<OpenStretch> Stretches(DateTime after)
    {
        OpenStretch? open = null;
        foreach (var span in Spans(after))
        {
            if (open is not { } before)
            {
                open = span;
            }
            else if (span.From <= before.Until && before.Until - before.From < Memory)
            {
                open = before with { Until = Max(before.Until, span.Until) };
            }
            else
            {
                yield return before;
                open = new OpenStretch(Max(before.Until, span.From), Max(before.Until, span.Until));
            }
        }

        if (open is { } rest)
        {
            yield return rest;
        }
    }

    private IEnumerable<OpenStretch> Spans(DateTime after)
    {
        // Two days back: a span of the day before, by a clock that may have been a day behind.
        var first = DateOnly.FromDateTime(clock.LocalOf(after)).AddDays(-2);
        for (var day = 0; day < HorizonDays; day++)
        {
            var date = first.AddDays(day);
            var midnight = date.ToDateTime(TimeOnly.MinValue);
            var spans = holidays.TryGetValue(date, out var own) ? own : settings.Days.Of(date.DayOfWeek);
            foreach (var span in spans.OrderBy(span => span.OpensAtMinute))
            {
                var from = clock.FirstUtc(midnight.AddMinutes(span.OpensAtMinute));
                var until = clock.LastUtc(midnight.AddMinutes(span.ClosesAtMinute));
                if (until > from && until > after)
                {
                    yield return new OpenStretch(from, until);
                }
            }
        }
    }

    private static DateTime Max(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;

    private sealed record Known(bool IsOpen, DateTime From, DateTime Until);
}
