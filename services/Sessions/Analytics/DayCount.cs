namespace Chat.Sessions.Analytics;

/// <summary>How often something happened on a day.</summary>
internal sealed record DayCount(DateOnly Day, AnalyticsEvent Kind, long Count);
