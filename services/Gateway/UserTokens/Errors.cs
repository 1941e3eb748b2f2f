using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.UserTokens;

/// <summary>The user token is forged, expired, revoked or not one of ours.</summary>
internal sealed record UserTokenRefused()
    : Unauthenticated("token_invalid", "The user token is not valid or has expired. Ask your server for a new one.");

/// <summary>Nobody can say at the moment which tokens were revoked.</summary>
internal sealed record RevocationsUnknown()
    : Unavailable("revocations_unknown", "User tokens cannot be checked now. Try again.");
