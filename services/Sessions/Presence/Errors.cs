using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Presence;

/// <summary>Colleagues do not choose for each other.</summary>
internal sealed record StatusForbidden()
    : Forbidden("status_forbidden", "Agents set their own status; managers, admins and secret keys anybody's.");
