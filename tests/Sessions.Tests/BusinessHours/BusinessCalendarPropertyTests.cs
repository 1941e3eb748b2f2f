using Chat.Sessions.BusinessHours;

namespace Chat.Sessions.Tests.BusinessHours;

/// <summary>
/// Calendars of chance compared with what a person does: look at the clock on the wall, and at the plan for the day it
/// shows and the day before.
/// </summary>
public sealed class BusinessCalendarPropertyTests
{
    private static readonly string[] Zones =
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Havana",
        "America/St_Johns",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Pacific/Chatham",
        "Pacific/Apia",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IsOpen_AnyCalendar_IsWhatTheWallClockSays(int seed)
    {
        var scene = new Scene(seed);

        foreach (var at in scene.Moments(200))
        {
            if (scene.Zone.IsAmbiguousTime(scene.LocalOf(at)))
            {
                // The hour that comes twice: open at least when the clock says so.
                Assert.True(scene.Calendar.IsOpen(at) || !scene.IsOpenByTheClock(at), scene.Describe(at));
            }
            else
            {
                Assert.True(scene.Calendar.IsOpen(at) == scene.IsOpenByTheClock(at), scene.Describe(at));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NextOpening_AnyCalendar_IsOpenAndNothingBeforeItIs(int seed)
    {
        var scene = new Scene(seed);

        foreach (var at in scene.Moments(20))
        {
            if (scene.Calendar.NextOpening(at) is not { } opens)
            {
                continue;
            }

            Assert.True(opens >= at && scene.Calendar.IsOpen(opens), scene.Describe(at));
            Assert.Equal(TimeSpan.Zero, scene.Calendar.BusinessTimeBetween(at, opens));
            for (var before = at; before < opens; before += (opens - at) / 50 + TimeSpan.FromSeconds(1))
            {
                Assert.False(scene.Calendar.IsOpen(before), scene.Describe(before));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BusinessTimeBetween_AnyCalendar_AddsUpAndCountsTheOpenMinutes(int seed)
    {
        var scene = new Scene(seed);
        var (from, middle, until) = scene.Three();
        var calendar = scene.Calendar;

        var whole = calendar.BusinessTimeBetween(from, until);

        Assert.Equal(whole, calendar.BusinessTimeBetween(from, middle) + calendar.BusinessTimeBetween(middle, until));
        Assert.InRange(whole, TimeSpan.Zero, until - from);
        // Spans begin and end with a minute of the zone, and so of UTC.
        var minutes = 0;
        for (var at = from; at < until; at = at.AddMinutes(1))
        {
            minutes += calendar.IsOpen(at) ? 1 : 0;
        }

        Assert.Equal(minutes, whole.TotalMinutes);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AddBusinessTime_AnyCalendar_IsTheEarliestMomentSoMuchHasPassed(int seed)
    {
        var scene = new Scene(seed);
        var (from, _, _) = scene.Three();
        var time = TimeSpan.FromMinutes(scene.Chance.Next(1, 10_000));

        if (scene.Calendar.AddBusinessTime(from, time) is { } reached)
        {
            Assert.Equal(time, scene.Calendar.BusinessTimeBetween(from, reached));
            Assert.True(scene.Calendar.BusinessTimeBetween(from, reached.AddTicks(-1)) < time);
        }
        else
        {
            Assert.Null(scene.Calendar.NextOpening(from.AddYears(3)));
        }
    }

    private sealed class Scene
    {
        private readonly BusinessHoursSettings hours;

        public Scene(int seed)
        {
            Chance = new Random(seed);
            hours = CalendarBuilder.Weekly(Zones[Chance.Next(Zones.Length)], _ => Spans()) with
            {
                Holidays =
                [
                    .. Enumerable
                        .Range(0, Chance.Next(8))
                        .Select(_ => new DateOnly(2026, 1, 1).AddDays(Chance.Next(365)))
                        .Distinct()
                        .Select(date => new Holiday { Date = date, Spans = Spans() }),
                ],
            };
            Assert.Empty(hours.Check());
            Zone = TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);
            Calendar = new BusinessCalendar(hours);
        }

        public Random Chance { get; }

        public TimeZoneInfo Zone { get; }

        public BusinessCalendar Calendar { get; }

        public DateTime LocalOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

        public bool IsOpenByTheClock(DateTimeOffset at)
        {
            var local = LocalOf(at);
            var minute = (local.Hour * 60) + local.Minute;
            var today = DateOnly.FromDateTime(local);
            return Plan(today).Any(span => minute >= Minute(span.Opens) && minute < End(span))
                || Plan(today.AddDays(-1)).Any(span => minute + 1_440 < End(span));
        }

        public string Describe(DateTimeOffset at) => $"{at:u}, {LocalOf(at):u} in {hours.TimeZone}: {hours.Days}";

        // Half of them around changes of the clock, where things go wrong.
        public IEnumerable<DateTimeOffset> Moments(int count)
        {
            var changes = Changes();
            for (var i = 0; i < count; i++)
            {
                yield return changes.Count > 0 && i % 2 == 0
                    ? changes[Chance.Next(changes.Count)].AddMinutes(Chance.Next(-1_500, 1_500))
                    : Start.AddMinutes(Chance.Next(365 * 1_440));
            }
        }

        public (DateTimeOffset From, DateTimeOffset Middle, DateTimeOffset Until) Three()
        {
            var from = Moments(1).First();
            var middle = from.AddMinutes(Chance.Next(6_000));
            return (from, middle, middle.AddMinutes(Chance.Next(6_000)));
        }

        private static DateTimeOffset Start => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private List<DateTimeOffset> Changes() =>
            [
                .. Enumerable
                    .Range(0, 365 * 24)
                    .Select(hour => Start.AddHours(hour))
                    .Where(at => Zone.GetUtcOffset(at) != Zone.GetUtcOffset(at.AddHours(1))),
            ];

        private IReadOnlyList<OpenSpan> Plan(DateOnly date) =>
            hours.Holidays.FirstOrDefault(holiday => holiday.Date == date)?.Spans ?? hours.Days.Of(date.DayOfWeek);

        private static int Minute(TimeOnly time) => (time.Hour * 60) + time.Minute;

        private static int End(OpenSpan span) => Minute(span.Closes) + (span.Closes <= span.Opens ? 1_440 : 0);

        private OpenSpan[] Spans()
        {
            var count = Chance.Next(4);
            var ends = Enumerable.Range(0, count * 2).Select(_ => Chance.Next(0, 96) * 15).Distinct().Order().ToList();
            var spans = ends.Chunk(2).Where(pair => pair.Length == 2).ToList();
            var made = spans.Select(pair => new OpenSpan { Opens = Time(pair[0]), Closes = Time(pair[1]) }).ToList();
            if (made.Count > 0 && Chance.Next(3) == 0)
            {
                // The last one goes on into the next day.
                made[^1] = made[^1] with
                {
                    Closes = Time(Chance.Next(0, (spans[^1][0] / 15) + 1) * 15),
                };
            }

            return [.. made];
        }

        private static TimeOnly Time(int minute) => TimeOnly.MinValue.AddMinutes(minute);
    }
}
