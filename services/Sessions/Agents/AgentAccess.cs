using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Agents;

/// <summary>Who may do what with agents.</summary>
internal static class AgentAccess
{
    /// <summary>Colleagues, the tenant's backend, and services.</summary>
    public static bool MayRead(Principal principal) =>
        principal.Kind is PrincipalKind.Agent or PrincipalKind.SecretKey or PrincipalKind.Service;

    /// <summary>Admins and the tenant's backend.</summary>
    public static bool MayWrite(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey || HasRole(principal, AgentRoles.Admin);

    /// <summary>Oneself, managers, and the tenant's backend.</summary>
    public static bool MayDirect(Principal principal, Guid agentId) =>
        principal.Kind is PrincipalKind.SecretKey
        || HasRole(principal, AgentRoles.Manager)
        || AgentIdOf(principal) == agentId;

    /// <summary>The agent a principal is; null when it is none.</summary>
    public static Guid? AgentIdOf(Principal principal) =>
        principal.Kind is PrincipalKind.Agent && Guid.TryParseExact(principal.Subject, "D", out var id) ? id : null;

    private static bool HasRole(Principal principal, string role) =>
        principal.Kind is PrincipalKind.Agent && principal.Roles.Contains(role);
}
