using Chat.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Data;

/// <summary>Lets EF Core work for the caller's tenant for the rest of the request.</summary>
internal sealed class TenantMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.TryGetPrincipal() is { } principal && principal.TenantId != Guid.Empty)
        {
            TenantScope.SetAmbient(principal.TenantId);
        }

        return next(context);
    }
}
