using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.CannedResponses;

/// <summary>Who may use and change canned responses.</summary>
internal static class CannedResponsesAccess
{
    public static Error? ToUse(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey or PrincipalKind.Agent or PrincipalKind.Service
            ? null
            : new CannedResponsesForbidden();

    public static Error? ToChange(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey
        || (principal.Kind is PrincipalKind.Agent && principal.Roles.Contains(AgentRoles.Manager))
            ? null
            : new CannedResponsesForbidden();
}
