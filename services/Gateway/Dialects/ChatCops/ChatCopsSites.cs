using Chat.Gateway.Auth;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>
/// Reads the address of a request, the only thing besides the body that a page can set in the unmodified widget:
/// <c>?key=pk_...</c> says whose page it is, <c>?visitor=</c> with a visitor token who reads it.
/// </summary>
internal sealed class ChatCopsSites(
    DialectSites sites,
    Authenticator authenticator,
    IOptionsMonitor<ChatCopsOptions> options
)
{
    private const string KeyParameter = "key";
    private const string VisitorParameter = "visitor";

    public async ValueTask<ChatCopsSite> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var site = await FindOwnerAsync(request.Query[KeyParameter].ToString(), cancellationToken);
        var token = request.Query[VisitorParameter].ToString();
        // A preflight asks for the page's rights only.
        if (token.Length == 0 || !site.Tenant.IsSuccess || HttpMethods.IsOptions(request.Method))
        {
            return site;
        }
        var caller = await authenticator.AuthenticateAsync(token, request, cancellationToken);
        if (!caller.IsSuccess)
        {
            return site with { Tenant = caller.Error };
        }
        // Any other credential has no business in an address; and the two must speak of the same tenant.
        return caller.Value.Kind == CallerKind.Visitor && caller.Value.TenantId == site.Tenant.Value
            ? site with
            {
                Visitor = caller.Value,
            }
            : site with
            {
                Tenant = new VisitorTokenRefused(),
            };
    }

    private async ValueTask<ChatCopsSite> FindOwnerAsync(string key, CancellationToken cancellationToken)
    {
        var own = options.CurrentValue;
        var site = await sites.FindAsync(key, own.Tenant, own.AllowedOrigins, cancellationToken);
        return new ChatCopsSite(site.Tenant, site.Origins);
    }
}
