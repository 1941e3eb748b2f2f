using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Analytics;

/// <summary>Figures are the business of the tenant's own backend.</summary>
internal sealed record AnalyticsForbidden()
    : Forbidden("secret_key_required", "Analytics are shown to the tenant's secret keys only.");
