using Chat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Webhooks.Deliveries;

/// <summary>
/// Who may look after webhooks: the tenant's backend (a secret key), and whoever was given the scope <c>webhooks</c>.
/// </summary>
internal static class WebhooksPolicy
{
    public const string Scope = "webhooks";

    public static readonly AuthorizationPolicy Instance = new AuthorizationPolicyBuilder()
        .RequireAuthenticatedUser()
        .RequireAssertion(context =>
            context.Resource is HttpContext http
            && http.TryGetPrincipal() is { } principal
            && (principal.Kind is PrincipalKind.SecretKey || principal.Scopes.Contains(Scope))
        )
        .Build();
}
