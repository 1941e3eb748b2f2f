using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Dashboard;

/// <summary>Figures are the company's business.</summary>
internal sealed record StatsForbidden() : Forbidden("stats_forbidden", "This needs an agent's token or a secret key.");
