using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.UserTokens;

/// <summary>
/// User tokens: made for the company's backend, shown by its users. Each is bound to tenant and user and carries the
/// generation by which it can be revoked.
/// </summary>
internal sealed class UserTokenCodec(IOptions<IdentityOptions> identity, UserRevocations revocations, TimeProvider time)
{
    private readonly SignedTokens tokens = new(identity.Value, "chat-user", "chat user token v1", time);

    /// <summary>Whether the token says it is a user's.</summary>
    public bool IsFor(string token) => tokens.IsFor(token);

    /// <summary>A token that holds for a while.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(SignedToken user, TimeSpan lifetime)
    {
        var expires = time.GetUtcNow() + lifetime;
        return (tokens.Write(user, expires), expires);
    }

    /// <summary>Who the token speaks for. A page of any origin may show it: the backend decides where it goes.</summary>
    public async ValueTask<Result<Caller>> ValidateAsync(string token)
    {
        if (await tokens.ReadAsync(token) is not { Generation: { } generation } user)
        {
            return new UserTokenRefused();
        }
        if (!await revocations.IsCurrentAsync())
        {
            return new RevocationsUnknown();
        }
        return revocations.IsVoid(user.TenantId, user.Subject, generation) ? new UserTokenRefused() : ToCaller(user);
    }

    private static Caller ToCaller(SignedToken user) =>
        new(
            CallerKind.User,
            new Principal
            {
                TenantId = user.TenantId,
                Subject = user.Subject,
                Kind = PrincipalKind.User,
                DisplayName = user.Name,
            }
        );
}
