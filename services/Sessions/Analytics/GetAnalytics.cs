using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Analytics;

/// <summary>What happened in a tenant from one day to another.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="From">First day, UTC; null: 29 days before the last one.</param>
/// <param name="To">Last day, UTC; null: today.</param>
internal sealed record GetAnalytics(Guid TenantId, DateOnly? From, DateOnly? To);

internal sealed class GetAnalyticsHandler(AnalyticsStore store, TimeProvider time)
{
    public const int MaxDays = 366;
    private const int DefaultDays = 30;

    public async Task<Result<AnalyticsAnswer>> HandleAsync(GetAnalytics request, CancellationToken cancellationToken)
    {
        var to = request.To ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var from = request.From ?? to.AddDays(1 - Math.Min(DefaultDays, to.DayNumber + 1));
        if (from > to || to.DayNumber - from.DayNumber >= MaxDays)
        {
            return Invalid.Field("/from", "out_of_range", $"Ask for 1 to {MaxDays} days, the first one first.");
        }

        var counts = await store.ReadAsync(request.TenantId, from, to, cancellationToken);
        var byDay = counts.Rows.ToLookup(row => row.Day);
        return new AnalyticsAnswer
        {
            Enabled = counts.IsEnabled,
            From = from,
            To = to,
            Totals = AnalyticsFigures.Of(counts.Rows),
            Days =
            [
                .. Enumerable
                    .Range(from.DayNumber, to.DayNumber - from.DayNumber + 1)
                    .Select(DateOnly.FromDayNumber)
                    .Select(day => new AnalyticsDay(day, AnalyticsFigures.Of(byDay[day]))),
            ],
        };
    }
}
