namespace Chat.Sessions.BusinessHours;

/// <summary>A span of a day, by the clock on the wall. One that closes not later than it opens ends on the next day.</summary>
internal sealed record OpenSpan
{
    /// <summary>`HH:mm`.</summary>
    public required TimeOnly Opens { get; init; }

    /// <summary>`HH:mm`, itself closed; `00:00` is the end of the day. The same as `opens`: 24 hours.</summary>
    public required TimeOnly Closes { get; init; }

    /// <summary>Minutes from midnight; 0 to 1,439.</summary>
    internal int OpensAtMinute => MinuteOf(Opens);

    /// <summary>Minutes from the midnight of the day it opens on; more than 1,440 when it ends on the next day.</summary>
    internal int ClosesAtMinute => MinuteOf(Closes) + (Closes <= Opens ? BusinessHoursSettings.MinutesPerDay : 0);

    private static int MinuteOf(TimeOnly time) => (time.Hour * 60) + time.Minute;
}
