using System.Runtime.CompilerServices;
using Chat.Sessions.Settings;

namespace Chat.Sessions.BusinessHours;

/// <summary>The calendars of tenants; made once for each version of their settings.</summary>
internal sealed class BusinessCalendars(TenantSettings settings)
{
    private readonly ConditionalWeakTable<BusinessHoursSettings, BusinessCalendar> calendars = [];

    public ValueTask<BusinessCalendar> GetAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var hours = settings.GetAsync<BusinessHoursSettings>(tenantId, cancellationToken);
        return hours.IsCompletedSuccessfully ? ValueTask.FromResult(Of(hours.Result)) : WaitAsync(hours);
    }

    private async ValueTask<BusinessCalendar> WaitAsync(ValueTask<BusinessHoursSettings> hours) => Of(await hours);

    private BusinessCalendar Of(BusinessHoursSettings hours) =>
        calendars.GetValue(hours, static made => new BusinessCalendar(made));
}
