using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Auth;

/// <summary>Visitor tokens: each is bound to its tenant and visitor and to the origin it was given to.</summary>
internal sealed class VisitorTokens(
    IOptions<IdentityOptions> identity,
    IOptions<AuthOptions> options,
    TimeProvider time
)
{
    private readonly SignedTokens tokens = new(identity.Value, "chat-visitor", "chat visitor token v1", time);

    /// <summary>Credentials for a visitor; a new one when <paramref name="visitorId"/> is null.</summary>
    public VisitorToken Issue(Guid tenantId, string? visitorId, string? origin)
    {
        visitorId ??= ServiceDefaults.Ids.NewText();
        var expires = time.GetUtcNow() + options.Value.VisitorTokenLifetime;
        var token = tokens.Write(
            new SignedToken
            {
                TenantId = tenantId,
                Subject = visitorId,
                Origin = origin,
            },
            expires
        );
        return new VisitorToken(visitorId, token, expires);
    }

    /// <summary>Who the token speaks for, and the origin it was given to (null: none).</summary>
    public async ValueTask<Result<(Caller Caller, string? Origin)>> ValidateAsync(string token) =>
        await tokens.ReadAsync(token) is { } read
            ? (ToCaller(read.TenantId, read.Subject), read.Origin)
            : new VisitorTokenRefused();

    /// <summary>The visitor as a caller.</summary>
    public static Caller ToCaller(Guid tenantId, string visitorId) =>
        new(
            CallerKind.Visitor,
            new Principal
            {
                TenantId = tenantId,
                Subject = visitorId,
                Kind = PrincipalKind.Visitor,
            }
        );
}
