namespace Chat.Sessions.Dashboard;

/// <summary>When a tenant's day began.</summary>
internal static class TenantDay
{
    /// <summary>The first moment of the day in the zone; where midnight is skipped by a change of clocks, what comes in its place.</summary>
    public static DateTime StartOf(DateTimeOffset now, TimeZoneInfo zone)
    {
        var midnight = TimeZoneInfo.ConvertTime(now, zone).Date;
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // Midnight that comes twice: the day began with the first, which is the one further ahead of UTC.
        var offset = zone.IsAmbiguousTime(midnight)
            ? zone.GetAmbiguousTimeOffsets(midnight).Max()
            : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).UtcDateTime;
    }
}
