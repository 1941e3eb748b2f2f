using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Tenants;

/// <summary>Unknown, revoked or expired: which one is not told.</summary>
internal sealed record KeyNotFound() : NotFound("key_not_found", "There is no such key.");

/// <summary>No tenant has this slug.</summary>
internal sealed record TenantNotFound() : NotFound("tenant_not_found", "There is no such tenant.");

/// <summary>The configured tenants and keys are being written.</summary>
internal sealed record TenantsNotReady()
    : Unavailable("tenants_not_ready", "The tenants are being set up. Try again in a moment.");
