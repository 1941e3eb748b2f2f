using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Identity;

internal sealed class IdentityTokens : IIdentityTokens
{
    private static readonly Unauthenticated Refused = new("token_invalid", "The identity token is not valid.");

    // Nobody's credentials: tokens are made for each call and hold longer than one waits. Who is told 401 throws its own away.
    private static readonly Unavailable Expired = new("clocks_differ", "The clocks of the services differ. Try again.");
    private static readonly TimeSpan Reuse = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarningPause = TimeSpan.FromMinutes(1);

    private readonly IdentityTokenCodec codec;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly TimeSpan lifetime;
    private readonly TimeSpan skew;
    private readonly string service;
    private readonly TokenCache<Principal, string> issued;
    private readonly TokenCache<string, Principal> accepted;
    private long warnedAt = long.MinValue;

    public IdentityTokens(
        IOptions<IdentityOptions> options,
        ServiceName service,
        TimeProvider time,
        ILogger<IdentityTokens> logger
    )
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
        this.logger = logger;
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

        var late = time.GetUtcNow() - claims.ExpiresAt;
        if (late >= skew)
        {
            Warn(claims.Principal.Service, late);
            return Expired;
        }

        // In the seconds that are forgiven it is verified each time.
        accepted.Set(token, claims.Principal, claims.ExpiresAt);
        return claims.Principal;
    }

    private void Warn(string? issuer, TimeSpan late)
    {
        var last = Volatile.Read(ref warnedAt);
        if (
            (last == long.MinValue || time.GetElapsedTime(last) >= WarningPause)
            && Interlocked.CompareExchange(ref warnedAt, time.GetTimestamp(), last) == last
        )
        {
            IdentityLog.ClocksDiffer(logger, issuer, late + lifetime);
        }
    }
}
