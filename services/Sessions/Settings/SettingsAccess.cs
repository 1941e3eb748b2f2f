using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Settings;

/// <summary>Who may see and change settings.</summary>
internal static class SettingsAccess
{
    /// <summary>The tenant's backend and the people who work for it: the console shows what settings allow.</summary>
    public static Error? ToRead(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey or PrincipalKind.Agent or PrincipalKind.Service
            ? null
            : new SettingsForbidden();

    /// <summary>The tenant's backend and its admins.</summary>
    public static Error? ToChange(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey
        || (principal.Kind is PrincipalKind.Agent && principal.Roles.Contains(AgentRoles.Admin))
            ? null
            : new SettingsForbidden();
}
