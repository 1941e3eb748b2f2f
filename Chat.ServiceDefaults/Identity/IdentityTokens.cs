using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Identity;

internal sealed class IdentityTokens : IIdentityTokens
{
    private static readonly Unauthenticated Refused = new("token_invalid", "The identity token is not valid.");
    private static readonly Unauthenticated Expired = new("token_expired", "The identity token has expired.");
    private static readonly TimeSpan Reuse = TimeSpan.FromSeconds(20);

    private readonly IdentityTokenCodec codec;
    private readonly TimeProvider time;
    private readonly TimeSpan lifetime;
    private readonly TimeSpan skew;
    private readonly string service;
    private readonly TokenCache<Principal, string> issued;
    private readonly TokenCache<string, Principal> accepted;

    public IdentityTokens(IOptions<IdentityOptions> options, ServiceName service, TimeProvider time)
    {
        var value = options.Value;
        codec = new IdentityTokenCodec([
            Convert.FromBase64String(value.SigningKey),
            .. value.PreviousSigningKeys.Select(Convert.FromBase64String),
        ]);
        lifetime = value.Lifetime;
        skew = value.ClockSkew;
        issued = new TokenCache<Principal, string>(value.CacheEntries, time);
        accepted = new TokenCache<string, Principal>(value.CacheEntries, time);
        this.service = service.Value;
        this.time = time;
    }

    public string Issue(Principal principal)
    {
        if (issued.TryGet(principal, out var known))
        {
            return known;
        }

        var now = time.GetUtcNow();
        var token = codec.Write(principal with { Service = service }, now, now + lifetime);
        issued.Set(principal, token, now + (lifetime / 3 < Reuse ? lifetime / 3 : Reuse));
        return token;
    }

    public Result<Principal> Validate(string token)
    {
        if (accepted.TryGet(token, out var known))
        {
            return known;
        }

        if (codec.Read(token) is not { } claims)
        {
            return Refused;
        }

        if (claims.ExpiresAt <= time.GetUtcNow() - skew)
        {
            return Expired;
        }

        // In the seconds that are forgiven it is verified each time.
        accepted.Set(token, claims.Principal, claims.ExpiresAt);
        return claims.Principal;
    }
}
