using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Identity;

/// <summary>The caller of an HTTP request.</summary>
public static class HttpContextExtensions
{
    /// <summary>Who is calling, as the identity token said.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="InvalidOperationException">The endpoint allows anonymous callers and this is one.</exception>
    public static Principal GetPrincipal(this HttpContext context) =>
        context.TryGetPrincipal()
        ?? throw new InvalidOperationException("The request has no principal; the endpoint allows anonymous callers.");

    /// <summary>Who is calling, or null for an anonymous caller.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The caller or null.</returns>
    public static Principal? TryGetPrincipal(this HttpContext context) => (context.User as IdentityUser)?.Principal;
}
