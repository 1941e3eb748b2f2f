using System.Globalization;
using Chat.Sessions.Dashboard;

namespace Chat.Sessions.Tests.Dashboard;

public sealed class TenantDayTests
{
    [Theory]
    [InlineData("UTC", "2026-11-26T15:00:00Z", "2026-11-26T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-11-26T23:30:00Z", "2026-11-26T23:00:00Z")]
    [InlineData("Europe/Berlin", "2026-11-26T22:30:00Z", "2026-11-25T23:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-11-26T18:29:59Z", "2026-11-25T18:30:00Z")]
    // The day of summer time, and the day it ends: midnight was before the change.
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z")]
    // Clocks go from 24:00 to 01:00: the day begins at one.
    [InlineData("Africa/Cairo", "2026-04-24T12:00:00Z", "2026-04-23T22:00:00Z")]
    // Clocks go from 24:00 back to 23:00 the evening before; the second midnight is none of this day.
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z")]
    public void StartOf_MomentAndZone_IsThatDaysFirstMoment(string zone, string now, string start) =>
        Assert.Equal(
            DateTimeOffset.Parse(start, CultureInfo.InvariantCulture).UtcDateTime,
            TenantDay.StartOf(
                DateTimeOffset.Parse(now, CultureInfo.InvariantCulture),
                TimeZoneInfo.FindSystemTimeZoneById(zone)
            )
        );
}
