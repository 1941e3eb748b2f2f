namespace Chat.Sessions.Analytics;

/// <summary>Answer of `GET /v1/analytics`.</summary>
internal sealed record AnalyticsAnswer
{
    /// <summary>Whether events are counted at present; when not, the figures are those of the time before.</summary>
    public required bool Enabled { get; init; }

    /// <summary>First day, UTC.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, UTC.</summary>
    public required DateOnly To { get; init; }

    /// <summary>All days together.</summary>
    public required AnalyticsFigures Totals { get; init; }

    /// <summary>Each day of the span, oldest first, days without events too; at most 366.</summary>
    public required IReadOnlyList<AnalyticsDay> Days { get; init; }
}
