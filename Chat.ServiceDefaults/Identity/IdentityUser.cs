using System.Security.Claims;

namespace Chat.ServiceDefaults.Identity;

/// <summary>Carries a <see cref="Identity.Principal"/> where ASP.NET Core wants claims; shared by the requests of one token.</summary>
internal sealed class IdentityUser(Principal principal) : ClaimsPrincipal(new ClaimsIdentity(InternalIdentity.Scheme))
{
    public Principal Principal { get; } = principal;
}
