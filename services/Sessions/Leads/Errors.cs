using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Leads;

/// <summary>Leads are the business of the tenant's own people and backend.</summary>
internal sealed record LeadsForbidden() : Forbidden("leads_forbidden", "This needs an agent or a secret key.");
