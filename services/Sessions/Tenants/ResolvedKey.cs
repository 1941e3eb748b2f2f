namespace Chat.Sessions.Tenants;

/// <summary>A valid key.</summary>
internal sealed record ResolvedKey(Guid KeyId, KeyKind Kind, string[] AllowedOrigins, ResolvedTenant Tenant);
