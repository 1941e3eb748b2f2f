namespace Chat.Sessions.Analytics;

/// <summary>One day.</summary>
/// <param name="Date">The day, UTC.</param>
/// <param name="Figures">What happened on it.</param>
internal sealed record AnalyticsDay(DateOnly Date, AnalyticsFigures Figures);
