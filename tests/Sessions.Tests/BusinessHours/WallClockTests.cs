using System.Globalization;
using Chat.Sessions.BusinessHours;

namespace Chat.Sessions.Tests.BusinessHours;

/// <summary>What a clock on the wall shows, where it shows it once, twice or never.</summary>
public sealed class WallClockTests
{
    [Theory]
    [InlineData("UTC", "2026-06-01T12:00", "2026-06-01T12:00")]
    [InlineData("Europe/Berlin", "2026-01-01T12:00", "2026-01-01T13:00")]
    [InlineData("Europe/Berlin", "2026-06-01T23:00", "2026-06-02T01:00")]
    [InlineData("Asia/Kolkata", "2026-06-01T00:00", "2026-06-01T05:30")]
    [InlineData("America/New_York", "2026-06-01T02:00", "2026-05-31T22:00")]
    public void LocalOf_Moment_IsWhatTheClockShows(string zone, string utc, string local) =>
        Assert.Equal(Local(local), Clock(zone).LocalOf(Utc(utc)));

    [Theory]
    [InlineData("UTC", "2026-06-01T12:00", "2026-06-01T12:00")]
    [InlineData("Europe/Berlin", "2026-06-01T12:00", "2026-06-01T10:00")]
    [InlineData("Pacific/Kiritimati", "2026-06-01T12:00", "2026-05-31T22:00")]
    [InlineData("Pacific/Pago_Pago", "2026-06-01T12:00", "2026-06-01T23:00")]
    // Beside a change of the clock, by an hour and by nothing.
    [InlineData("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59")]
    [InlineData("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59")]
    [InlineData("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00")]
    public void FirstUtcAndLastUtc_TimeShownOnce_IsThatMoment(string zone, string local, string utc)
    {
        Assert.Equal(Utc(utc), Clock(zone).FirstUtc(Local(local)));
        Assert.Equal(Utc(utc), Clock(zone).LastUtc(Local(local)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00", "2026-10-25T01:00")]
    [InlineData("Europe/Berlin", "2026-10-25T02:59", "2026-10-25T00:59", "2026-10-25T01:59")]
    [InlineData("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30", "2026-11-01T06:30")]
    // By half an hour.
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45", "2026-04-04T15:15")]
    public void FirstUtcAndLastUtc_TimeShownTwice_AreBoth(string zone, string local, string first, string last)
    {
        Assert.Equal(Utc(first), Clock(zone).FirstUtc(Local(local)));
        Assert.Equal(Utc(last), Clock(zone).LastUtc(Local(local)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:59", "2026-03-29T01:00")]
    [InlineData("America/New_York", "2026-03-08T02:30", "2026-03-08T07:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30")]
    public void FirstUtcAndLastUtc_TimeNeverShown_IsTheJumpOverIt(string zone, string local, string jump)
    {
        Assert.Equal(Utc(jump), Clock(zone).FirstUtc(Local(local)));
        Assert.Equal(Utc(jump), Clock(zone).LastUtc(Local(local)));
    }

    [Fact]
    public void FirstUtcAndLastUtc_Moment_IsOfUtcAndTheClocksOfNone()
    {
        var clock = Clock("Europe/Berlin");

        Assert.Equal(DateTimeKind.Unspecified, clock.LocalOf(Utc("2026-01-01T12:00")).Kind);
        Assert.Equal(DateTimeKind.Utc, clock.FirstUtc(Local("2026-01-01T12:00")).Kind);
        Assert.Equal(DateTimeKind.Utc, clock.LastUtc(Local("2026-03-29T02:30")).Kind);
    }

    private static WallClock Clock(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTime Utc(string text) => CalendarBuilder.Utc(text).UtcDateTime;

    private static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
