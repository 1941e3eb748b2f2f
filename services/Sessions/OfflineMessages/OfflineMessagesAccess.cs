using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Who may read what was left.</summary>
internal static class OfflineMessagesAccess
{
    public static Error? Refuse(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey or PrincipalKind.Agent or PrincipalKind.Service
            ? null
            : new OfflineMessagesForbidden();
}
