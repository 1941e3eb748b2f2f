namespace Chat.Sessions.Analytics;

/// <summary>What is stored about some days.</summary>
/// <param name="IsEnabled">Whether the tenant's events are counted at present.</param>
/// <param name="Rows">Day by day; what did not happen has no row.</param>
internal sealed record AnalyticsCounts(bool IsEnabled, IReadOnlyList<DayCount> Rows);
