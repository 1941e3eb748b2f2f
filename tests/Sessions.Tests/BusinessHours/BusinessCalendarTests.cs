using Chat.Sessions.BusinessHours;
using static Chat.Sessions.Tests.BusinessHours.CalendarBuilder;

namespace Chat.Sessions.Tests.BusinessHours;

public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("2026-11-26T07:59:59", false)]
    [InlineData("2026-11-26T08:00:00", true)]
    [InlineData("2026-11-26T16:59:59", true)]
    [InlineData("2026-11-26T17:00:00", false)]
    [InlineData("2026-11-28T10:00:00", false)]
    public void IsOpen_Default_IsMondayToFridayNineToSix(string utc, bool open) =>
        Assert.Equal(open, new BusinessCalendar(new() { Enabled = true, TimeZone = "Europe/Berlin" }).IsOpen(Utc(utc)));

    [Fact]
    public void IsOpen_NotEnabled_IsAlways()
    {
        var calendar = new BusinessCalendar(EveryDay("UTC", "") with { Enabled = false });

        Assert.True(calendar.IsOpen(Utc("2026-11-28T03:00:00")));
        Assert.Equal(Utc("2026-11-28T03:00:00"), calendar.NextOpening(Utc("2026-11-28T03:00:00")));
        Assert.Equal(
            TimeSpan.FromHours(5),
            calendar.BusinessTimeBetween(Utc("2026-11-28T03:00:00"), Utc("2026-11-28T08:00:00"))
        );
    }

    [Theory]
    [InlineData("09:00-12:00 13:00-18:00", "2026-11-26T12:30:00", false)]
    [InlineData("09:00-12:00 13:00-18:00", "2026-11-26T13:00:00", true)]
    [InlineData("22:00-06:00", "2026-11-26T05:59:59", true)]
    [InlineData("22:00-06:00", "2026-11-26T06:00:00", false)]
    [InlineData("22:00-06:00", "2026-11-26T23:00:00", true)]
    [InlineData("00:00-00:00", "2026-11-26T00:00:00", true)]
    [InlineData("00:00-00:00", "2026-11-26T23:59:59", true)]
    [InlineData("18:00-00:00", "2026-11-26T23:59:59", true)]
    [InlineData("18:00-00:00", "2026-11-26T00:00:00", false)]
    [InlineData("00:00-01:00", "2026-11-26T00:30:00", true)]
    public void IsOpen_Spans_AreByTheWallClock(string spans, string utc, bool open) =>
        Assert.Equal(open, new BusinessCalendar(EveryDay("UTC", spans)).IsOpen(Utc(utc)));

    [Theory]
    [InlineData(DayOfWeek.Monday)]
    [InlineData(DayOfWeek.Tuesday)]
    [InlineData(DayOfWeek.Wednesday)]
    [InlineData(DayOfWeek.Thursday)]
    [InlineData(DayOfWeek.Friday)]
    [InlineData(DayOfWeek.Saturday)]
    [InlineData(DayOfWeek.Sunday)]
    public void IsOpen_HoursOnOneDayOfTheWeek_IsOnThatDayAlone(DayOfWeek day)
    {
        var calendar = new BusinessCalendar(Weekly("UTC", weekday => weekday == day ? Spans("09:00-18:00") : []));
        // A Sunday.
        var noon = Utc("2026-11-22T12:00:00");

        var open = Enumerable.Range(0, 7).Select(later => noon.AddDays(later)).Where(calendar.IsOpen);

        Assert.Equal(day, Assert.Single(open).DayOfWeek);
    }

    [Fact]
    public void NextOpening_OpenOnOneHolidayAlone_IsThatDay()
    {
        var fair = new Holiday { Date = new DateOnly(2027, 5, 1), Spans = Spans("10:00-16:00") };
        var calendar = new BusinessCalendar(EveryDay("UTC", "") with { Holidays = [fair] });

        Assert.Equal(Utc("2027-05-01T10:00:00"), calendar.NextOpening(Utc("2026-11-27T17:00:00")));
    }

    [Fact]
    public void AddBusinessTime_NotEnabled_PassesLikeAnyTime() =>
        Assert.Equal(
            Utc("2026-11-28T04:30:00"),
            new BusinessCalendar(EveryDay("UTC", "") with { Enabled = false }).AddBusinessTime(
                Utc("2026-11-28T03:00:00"),
                TimeSpan.FromMinutes(90)
            )
        );

    [Theory]
    // Both sides of UTC midnight: the day is the zone's, not UTC's.
    [InlineData("Pacific/Auckland", "2026-11-25T20:30:00", true)]
    [InlineData("Pacific/Auckland", "2026-11-25T19:30:00", false)]
    [InlineData("America/Los_Angeles", "2026-11-27T01:30:00", true)]
    [InlineData("America/Los_Angeles", "2026-11-27T02:30:00", false)]
    [InlineData("Asia/Kathmandu", "2026-11-26T03:14:59", false)]
    [InlineData("Asia/Kathmandu", "2026-11-26T03:15:00", true)]
    public void IsOpen_OtherZones_AreByTheirClock(string zone, string utc, bool open) =>
        Assert.Equal(open, new BusinessCalendar(EveryDay(zone, "09:00-18:00")).IsOpen(Utc(utc)));

    [Theory]
    [InlineData("2026-12-24T23:30:00", true)]
    [InlineData("2026-12-25T05:30:00", true)]
    [InlineData("2026-12-25T22:30:00", false)]
    [InlineData("2026-12-26T05:30:00", false)]
    [InlineData("2026-12-26T10:30:00", true)]
    [InlineData("2026-12-26T22:30:00", false)]
    [InlineData("2026-12-27T22:30:00", true)]
    public void IsOpen_Holiday_HasItsOwnSpansAndEndsWhatBeganBefore(string utc, bool open)
    {
        var calendar = new BusinessCalendar(
            EveryDay("UTC", "22:00-06:00") with
            {
                Holidays =
                [
                    new Holiday { Date = new DateOnly(2026, 12, 25) },
                    new Holiday { Date = new DateOnly(2026, 12, 26), Spans = Spans("10:00-12:00") },
                ],
            }
        );

        Assert.Equal(open, calendar.IsOpen(Utc(utc)));
    }

    [Theory]
    // 2026-03-29 02:00 becomes 03:00 in Berlin.
    [InlineData("22:00-06:00", "2026-03-28T12:00:00", "2026-03-29T12:00:00", 7)]
    [InlineData("02:30-04:00", "2026-03-28T23:00:00", "2026-03-29T12:00:00", 1)]
    [InlineData("02:15-02:45", "2026-03-28T23:00:00", "2026-03-29T12:00:00", 0)]
    [InlineData("00:00-00:00", "2026-03-28T23:00:00", "2026-03-29T22:00:00", 23)]
    // 2026-10-25 03:00 becomes 02:00.
    [InlineData("22:00-06:00", "2026-10-24T12:00:00", "2026-10-25T12:00:00", 9)]
    [InlineData("01:00-02:30", "2026-10-24T22:00:00", "2026-10-25T12:00:00", 2.5)]
    [InlineData("02:30-04:00", "2026-10-24T22:00:00", "2026-10-25T12:00:00", 2.5)]
    [InlineData("00:00-00:00", "2026-10-24T22:00:00", "2026-10-25T23:00:00", 25)]
    public void BusinessTimeBetween_ClockChanges_IsTheTimeThatPasses(
        string spans,
        string from,
        string until,
        double hours
    ) =>
        Assert.Equal(
            TimeSpan.FromHours(hours),
            new BusinessCalendar(EveryDay("Europe/Berlin", spans)).BusinessTimeBetween(Utc(from), Utc(until))
        );

    [Theory]
    // Clocks that change at midnight: the day begins at 01:00 (Beirut), or its last hour comes twice (Havana, 01:00 to 00:00).
    [InlineData("Asia/Beirut", "2026-03-28T12:00:00", "2026-03-28T22:00:00")]
    [InlineData("America/Havana", "2026-10-31T12:00:00", "2026-11-01T04:00:00")]
    public void NextOpening_ClockChangesAtMidnight_IsTheFirstMomentOfTheDay(string zone, string at, string opens)
    {
        var day = Utc(opens).DateTime;
        var calendar = new BusinessCalendar(
            Weekly(zone, weekday => weekday == DayOfWeek.Sunday ? Spans("00:00-08:00") : [])
        );

        Assert.Equal(new DateTimeOffset(day, TimeSpan.Zero), calendar.NextOpening(Utc(at)));
    }

    [Theory]
    [InlineData("2026-11-27T17:00:00", "2026-11-30T08:00:00")]
    [InlineData("2026-11-27T10:00:00", "2026-11-27T10:00:00")]
    public void NextOpening_OverTheWeekend_IsMondayMorning(string at, string opens) =>
        Assert.Equal(
            Utc(opens),
            new BusinessCalendar(new() { Enabled = true, TimeZone = "Europe/Berlin" }).NextOpening(Utc(at))
        );

    [Fact]
    public void NextOpening_NeverOpen_IsNone()
    {
        var calendar = new BusinessCalendar(EveryDay("UTC", ""));

        Assert.Null(calendar.NextOpening(Utc("2026-11-27T17:00:00")));
        Assert.Null(calendar.AddBusinessTime(Utc("2026-11-27T17:00:00"), TimeSpan.FromMinutes(1)));
        Assert.False(calendar.IsOpen(Utc("2026-11-27T17:00:00")));
    }

    [Theory]
    [InlineData("2026-11-27T16:00:00", 90, "2026-11-30T08:30:00")]
    [InlineData("2026-11-27T16:00:00", 60, "2026-11-27T17:00:00")]
    [InlineData("2026-11-28T16:00:00", 30, "2026-11-30T08:30:00")]
    [InlineData("2026-11-28T16:00:00", 0, "2026-11-28T16:00:00")]
    [InlineData("2026-11-27T16:00:00", 600, "2026-11-30T17:00:00")]
    public void AddBusinessTime_OverTheWeekend_GoesOnOnMonday(string from, int minutes, string reached) =>
        Assert.Equal(
            Utc(reached),
            new BusinessCalendar(new() { Enabled = true, TimeZone = "Europe/Berlin" }).AddBusinessTime(
                Utc(from),
                TimeSpan.FromMinutes(minutes)
            )
        );

    [Fact]
    public void BusinessTimeBetween_BackInTime_IsZero() =>
        Assert.Equal(
            TimeSpan.Zero,
            new BusinessCalendar(EveryDay("UTC", "09:00-18:00")).BusinessTimeBetween(
                Utc("2026-11-27T12:00:00"),
                Utc("2026-11-27T11:00:00")
            )
        );

    [Fact]
    public void AddBusinessTime_AlwaysOpen_LooksNoFurtherThanItMust()
    {
        var calendar = new BusinessCalendar(EveryDay("Europe/Berlin", "00:00-00:00"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reached = calendar.AddBusinessTime(Utc("2026-11-27T12:00:00"), TimeSpan.FromHours(1));

        // Ten years of days would be a megabyte.
        Assert.Equal(Utc("2026-11-27T13:00:00"), reached);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }
}
