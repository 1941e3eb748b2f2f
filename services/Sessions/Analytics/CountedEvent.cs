namespace Chat.Sessions.Analytics;

/// <summary>One event to be counted.</summary>
/// <param name="Id">The domain event's id: by it an event is counted once.</param>
/// <param name="TenantId">Whose event.</param>
/// <param name="Day">The UTC day on which it happened, however late it comes.</param>
/// <param name="Kind">What it counts as.</param>
internal sealed record CountedEvent(Guid Id, Guid TenantId, DateOnly Day, AnalyticsEvent Kind);
