using Chat.Gateway.Auth;
using Chat.Gateway.Dialects.Xcelsior.Sockets;
using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>Who makes a request of the dialect: the company by its secret key, or a widget for its own conversation.</summary>
internal sealed class XcelsiorProof(
    Authenticator authenticator,
    XcelsiorSites sites,
    XcelsiorConversations conversations,
    RateLimiter limiter
)
{
    private const string Scheme = "Bearer ";

    /// <summary>The company; nobody else.</summary>
    public async ValueTask<Result<Principal>> OfCompanyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (CredentialOf(context.Request) is not { } credential)
        {
            return new CredentialsMissing();
        }
        var caller = await authenticator.AuthenticateAsync(credential, context.Request, cancellationToken);
        if (!caller.IsSuccess)
        {
            return caller.Error;
        }
        return caller.Value.Kind == CallerKind.SecretKey ? caller.Value.Principal : new SecretKeyRequired();
    }

    /// <summary>The company; or, without a credential, who says the same as its socket does and began the conversation.</summary>
    public async ValueTask<Result<Principal>> OfCustomerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (CredentialOf(request) is not null || !request.Query.ContainsKey(XcelsiorProtocol.UserParameter))
        {
            var company = await OfCompanyAsync(context, cancellationToken);
            return company.Error is CredentialsMissing ? new ProofRequired() : company;
        }
        var site = await sites.FindAsync(request, cancellationToken);
        if (!site.Tenant.IsSuccess)
        {
            return site.Tenant.Error;
        }
        if (!RequestOrigin.Of(request).IsAllowedBy(site.Origins))
        {
            return new OriginRefused();
        }
        var handshake = XcelsiorHandshake.Read(request.Query);
        if (!handshake.IsSuccess)
        {
            return handshake.Error;
        }
        if (handshake.Value is not { ConversationId: { } id, Email: var email })
        {
            return new ConversationUnknown();
        }
        if (await limiter.CountCallAsync(context, site.Tenant.Value, cancellationToken) is { } limited)
        {
            return limited;
        }
        var found = await conversations.FindAsync(site.Tenant.Value, email, id, cancellationToken);
        return found.IsSuccess ? found.Value.Visitor : found.Error;
    }

    private static string? CredentialOf(HttpRequest request)
    {
        var key = request.Headers[XcelsiorProtocol.ApiKeyHeader].ToString();
        if (key.Length > 0)
        {
            return key;
        }
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
