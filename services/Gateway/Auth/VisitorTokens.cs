using System.Security.Cryptography;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Gateway.Auth;

/// <summary>
/// Visitor tokens: JWT, HS256, own audience, signed with a key derived from the suite's, so that neither kind of token
/// can be taken for the other. A token is bound to its tenant and visitor and to the origin it was given to.
/// </summary>
internal sealed class VisitorTokens
{
    private const string Issuer = "chat";
    private const string Audience = "chat-visitor";
    private const string TenantClaim = "tid";
    private const string OriginClaim = "org";

    // Three parts: a token of five is encrypted (JWE), which is never accepted.
    private const int DotsOfSignedToken = 2;
    private const int MaxLength = 2048;

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials credentials;
    private readonly TokenValidationParameters validation;
    private readonly TimeProvider time;
    private readonly TimeSpan lifetime;

    public VisitorTokens(IOptions<IdentityOptions> identity, IOptions<AuthOptions> options, TimeProvider time)
    {
        this.time = time;
        lifetime = options.Value.VisitorTokenLifetime;
        var secret = Convert.FromBase64String(identity.Value.SigningKey);
        var key = new SymmetricSecurityKey(
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                secret,
                outputLength: 32,
                info: "chat visitor token v1"u8.ToArray()
            )
        );
        credentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256);
        validation = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireSignedTokens = true,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        };
    }

    /// <summary>Credentials for a visitor; a new one when <paramref name="visitorId"/> is null.</summary>
    public VisitorToken Issue(Guid tenantId, string? visitorId, string? origin)
    {
        visitorId ??= ServiceDefaults.Ids.NewText();
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = visitorId,
            [TenantClaim] = tenantId.ToString("D"),
        };
        if (origin is not null)
        {
            claims[OriginClaim] = origin;
        }
        var token = handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                IssuedAt = now.UtcDateTime,
                Expires = (now + lifetime).UtcDateTime,
                Claims = claims,
                SigningCredentials = credentials,
            }
        );
        return new VisitorToken(visitorId, token, now + lifetime);
    }

    /// <summary>Who the token speaks for, and the origin it was given to (null: none).</summary>
    public async ValueTask<Result<(Caller Caller, string? Origin)>> ValidateAsync(string token)
    {
        if (token.Length > MaxLength || token.AsSpan().Count('.') != DotsOfSignedToken)
        {
            return new VisitorTokenRefused();
        }
        var result = await handler.ValidateTokenAsync(token, validation);
        if (
            !result.IsValid
            || result.SecurityToken is not JsonWebToken jwt
            || !Guid.TryParseExact(Claim(jwt, TenantClaim), "D", out var tenantId)
            || jwt.Subject is not { Length: > 0 and <= 128 } subject
        )
        {
            return new VisitorTokenRefused();
        }
        return (ToCaller(tenantId, subject), Claim(jwt, OriginClaim));
    }

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

    private static string? Claim(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<string>(name, out var value) ? value : null;
}
