using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Auth;

/// <summary>No credentials, or in a form we do not know.</summary>
internal sealed record CredentialsMissing()
    : Unauthenticated(
        "unauthenticated",
        "Send `Authorization: Bearer` with a publishable key, a secret key or a token."
    );

/// <summary>The key is unknown, revoked or expired: the three are not told apart.</summary>
internal sealed record KeyRefused() : Unauthenticated("key_invalid", "The key is unknown, revoked or expired.");

/// <summary>The visitor token is forged, expired or not one of ours.</summary>
internal sealed record VisitorTokenRefused()
    : Unauthenticated("token_invalid", "The token is not valid or has expired. Ask for a new one.");

/// <summary>The agent's token is forged or has expired, or its login has ended.</summary>
internal sealed record AgentTokenRefused()
    : Unauthenticated("token_invalid", "The agent's token is not valid any more. Refresh the login, or log in again.");

/// <summary>A web page on an origin the key is not meant for.</summary>
internal sealed record OriginRefused()
    : Forbidden("origin_not_allowed", "The key may not be used from this origin. Add it to the key's allowed origins.");

/// <summary>The resource is for servers.</summary>
internal sealed record SecretKeyRequired() : Forbidden("secret_key_required", "This resource needs a secret key.");

/// <summary>The resource is for the company's people and servers.</summary>
internal sealed record AgentRequired()
    : Forbidden("agent_required", "This resource needs an agent's token or a secret key.");

/// <summary>The resource is for keys, not for visitors.</summary>
internal sealed record KeyRequired() : Forbidden("key_required", "This resource needs a publishable or secret key.");

/// <summary>The configured tenant of a dialect does not exist.</summary>
internal sealed record TenantUnknown() : NotFound("tenant_not_found", "There is no such tenant.");
