using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Customers;

/// <summary>Who may see and change customers: the tenant's own backend and people.</summary>
internal static class CustomersPolicy
{
    private const string Admin = "admin";

    public static Error? Refuse(Principal principal) =>
        principal.Kind is PrincipalKind.SecretKey or PrincipalKind.Agent or PrincipalKind.Service
            ? null
            : new CustomersForbidden();

    /// <summary>Forgetting somebody cannot be undone.</summary>
    public static Error? RefuseDeletion(Principal principal) =>
        principal.Kind is PrincipalKind.Agent && !principal.Roles.Contains(Admin)
            ? new CustomersForbidden()
            : Refuse(principal);
}
