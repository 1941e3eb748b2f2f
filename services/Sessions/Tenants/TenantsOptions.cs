using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tenants;

/// <summary>Tenants that come from configuration.</summary>
internal sealed class TenantsOptions
{
    public const string Section = "Tenants";

    /// <summary>The tenant a fresh installation has.</summary>
    [ValidateObjectMembers]
    public DefaultTenantOptions Default { get; set; } = new();

    /// <summary>Those it has besides; at most 1,000.</summary>
    [MaxLength(1_000)]
    [ValidateEnumeratedItems]
    public IList<OtherTenantOptions> Others { get; } = [];
}
