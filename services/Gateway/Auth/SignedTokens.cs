using Chat.ServiceDefaults.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Gateway.Auth;

/// <summary>
/// Tokens of one kind: JWT, HS256, with an audience of their own, signed with a key derived from the suite's, so that no
/// kind of token can be taken for another.
/// </summary>
internal sealed class SignedTokens
{
    private const string Issuer = "chat";
    private const string TenantClaim = "tid";
    private const string LoginClaim = "sid";
    private const string OriginClaim = "org";
    private const string GenerationClaim = "gen";

    // Three parts: a token of five is encrypted (JWE), which is never accepted.
    private const int DotsOfSignedToken = 2;
    private const int MaxLength = 4096;
    private const int MaxSubject = 128;

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly string audience;
    private readonly SigningCredentials credentials;
    private readonly TokenValidationParameters validation;
    private readonly TimeProvider time;

    /// <param name="identity">The suite's keys.</param>
    /// <param name="audience">Names the kind.</param>
    /// <param name="label">What the kind's key is derived for.</param>
    /// <param name="time">Clock.</param>
    public SignedTokens(IdentityOptions identity, string audience, string label, TimeProvider time)
    {
        this.audience = audience;
        this.time = time;
        SymmetricSecurityKey[] keys =
        [
            .. IdentityKeys.ForSignatures(identity, label).Select(key => new SymmetricSecurityKey(key)),
        ];
        credentials = new SigningCredentials(keys[0], SecurityAlgorithms.HmacSha256);
        validation = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            IssuerSigningKeys = keys,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireSignedTokens = true,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        };
    }

    /// <summary>Whether the token says it is of this kind. Nothing is believed by it: only who is asked to read it.</summary>
    public bool IsFor(string token)
    {
        if (!HasForm(token))
        {
            return false;
        }
        try
        {
            return new JsonWebToken(token).Audiences.Contains(audience, StringComparer.Ordinal);
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException)
        {
            return false;
        }
    }

    public string Write(SignedToken token, DateTimeOffset expires)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [JwtRegisteredClaimNames.Sub] = token.Subject,
            [TenantClaim] = token.TenantId.ToString("D"),
        };
        if (token.LoginId is { } login)
        {
            claims[LoginClaim] = login.ToString("D");
        }
        if (token.Origin is { } origin)
        {
            claims[OriginClaim] = origin;
        }
        if (token.Name is { } name)
        {
            claims[JwtRegisteredClaimNames.Name] = name;
        }
        if (token.Email is { } email)
        {
            claims[JwtRegisteredClaimNames.Email] = email;
        }
        if (token.Generation is { } generation)
        {
            claims[GenerationClaim] = generation;
        }
        return handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = audience,
                IssuedAt = time.GetUtcNow().UtcDateTime,
                Expires = expires.UtcDateTime,
                Claims = claims,
                SigningCredentials = credentials,
            }
        );
    }

    /// <summary>What a token says; null when it is none of ours, of another kind, or has expired.</summary>
    public async ValueTask<SignedToken?> ReadAsync(string token)
    {
        if (!HasForm(token))
        {
            return null;
        }
        var result = await handler.ValidateTokenAsync(token, validation);
        if (
            !result.IsValid
            || result.SecurityToken is not JsonWebToken jwt
            || !Guid.TryParseExact(Claim(jwt, TenantClaim), "D", out var tenantId)
            || jwt.Subject is not { Length: > 0 and <= MaxSubject } subject
        )
        {
            return null;
        }
        return new SignedToken
        {
            TenantId = tenantId,
            Subject = subject,
            LoginId = Guid.TryParseExact(Claim(jwt, LoginClaim), "D", out var login) ? login : null,
            Name = Claim(jwt, JwtRegisteredClaimNames.Name),
            Email = Claim(jwt, JwtRegisteredClaimNames.Email),
            Generation = jwt.TryGetPayloadValue<long>(GenerationClaim, out var generation) ? generation : null,
            Origin = Claim(jwt, OriginClaim),
        };
    }

    private static bool HasForm(string token) =>
        token.Length <= MaxLength && token.AsSpan().Count('.') == DotsOfSignedToken;

    private static string? Claim(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<string>(name, out var value) ? value : null;
}
