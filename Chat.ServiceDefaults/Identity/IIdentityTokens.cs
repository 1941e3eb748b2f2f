using Chat.ServiceDefaults.Errors;

namespace Chat.ServiceDefaults.Identity;

/// <summary>Issues and reads the internal identity tokens that travel between the services.</summary>
/// <remarks>
/// JWT, HS256 with <see cref="IdentityOptions.SigningKey"/>, issuer <c>chat</c>, audience <c>chat-internal</c>, valid
/// for 60 seconds. Safe for concurrent use; both directions are cached, bounded by count.
/// </remarks>
public interface IIdentityTokens
{
    /// <summary>A token for a caller; the same one may be given again for up to 20 seconds.</summary>
    /// <param name="principal">Who the token speaks for.</param>
    /// <returns>The token, to be sent as <c>Authorization: Bearer</c>.</returns>
    string Issue(Principal principal);

    /// <summary>Reads a token.</summary>
    /// <param name="token">The token without <c>Bearer</c>.</param>
    /// <returns>
    /// The caller; or <see cref="Unauthenticated"/> with the code <c>token_invalid</c>; or, for one that has expired,
    /// <see cref="Unavailable"/> with the code <c>clocks_differ</c>.
    /// </returns>
    Result<Principal> Validate(string token);
}
