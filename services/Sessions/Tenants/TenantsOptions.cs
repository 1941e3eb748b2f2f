using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tenants;

/// <summary>Tenants that come from configuration.</summary>
internal sealed class TenantsOptions
{
    public const string Section = "Tenants";

    /// <summary>The tenant a fresh installation has.</summary>
    [ValidateObjectMembers]
    public DefaultTenantOptions Default { get; set; } = new();
}
