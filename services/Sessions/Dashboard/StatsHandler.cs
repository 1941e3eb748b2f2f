using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Settings;

namespace Chat.Sessions.Dashboard;

/// <summary>The figures agents work with.</summary>
internal sealed class StatsHandler(StatsStore store, TenantSettings settings, TimeProvider time)
{
    public async Task<Result<DashboardStats>> HandleAsync(Principal principal, CancellationToken cancellationToken) =>
        AgentAccess.MayRead(principal) ? await ReadAsync(principal.TenantId, cancellationToken) : new StatsForbidden();

    public async Task<DashboardStats> ReadAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var hours = await settings.GetAsync<BusinessHoursSettings>(tenantId, cancellationToken);
        // One that was there when it was stored may be missing where this runs.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return await store.ReadAsync(tenantId, TenantDay.StartOf(time.GetUtcNow(), zone), cancellationToken);
    }
}
