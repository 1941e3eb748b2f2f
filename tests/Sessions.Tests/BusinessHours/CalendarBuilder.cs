using System.Globalization;
using Chat.Sessions.BusinessHours;

namespace Chat.Sessions.Tests.BusinessHours;

/// <summary>Business hours in few words.</summary>
internal static class CalendarBuilder
{
    /// <summary>The same spans on each day, for example `09:00-12:00 13:00-18:00`.</summary>
    public static BusinessHoursSettings EveryDay(string zone, string spans) => Weekly(zone, _ => Spans(spans));

    public static BusinessHoursSettings Weekly(string zone, Func<DayOfWeek, OpenSpan[]> spans) =>
        new()
        {
            Enabled = true,
            TimeZone = zone,
            Days = new OpenDays
            {
                Monday = spans(DayOfWeek.Monday),
                Tuesday = spans(DayOfWeek.Tuesday),
                Wednesday = spans(DayOfWeek.Wednesday),
                Thursday = spans(DayOfWeek.Thursday),
                Friday = spans(DayOfWeek.Friday),
                Saturday = spans(DayOfWeek.Saturday),
                Sunday = spans(DayOfWeek.Sunday),
            },
        };

    public static OpenSpan[] Spans(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(span => span.Split('-'))
                .Select(ends => new OpenSpan
                {
                    Opens = TimeOnly.Parse(ends[0], CultureInfo.InvariantCulture),
                    Closes = TimeOnly.Parse(ends[1], CultureInfo.InvariantCulture),
                }),
        ];

    public static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
