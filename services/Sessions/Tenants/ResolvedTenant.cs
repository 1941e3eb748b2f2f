namespace Chat.Sessions.Tenants;

/// <summary>What others need to know of a tenant.</summary>
internal sealed record ResolvedTenant(Guid TenantId, string Slug);
