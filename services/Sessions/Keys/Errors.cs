using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Keys;

/// <summary>There is none with this id in the tenant.</summary>
internal sealed record ApiKeyNotFound() : NotFound("key_not_found", "There is no such key.");

/// <summary>A revoked or expired key cannot be rotated.</summary>
internal sealed record KeyNotValid() : PreconditionFailed("key_not_valid", "The key was revoked or has expired.");

/// <summary>Keys are the business of the tenant's own backend.</summary>
internal sealed record KeysForbidden() : Forbidden("keys_forbidden", "This needs a secret key.");

/// <summary>The tenant has as many valid keys as it may.</summary>
internal sealed record TooManyKeys(int Limit)
    : PreconditionFailed("too_many_keys", $"A tenant has at most {Limit} valid keys; revoke one first.");
