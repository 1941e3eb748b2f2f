using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Tenants;

/// <summary>The tenant a fresh installation has. Written at each start; a changed key replaces the one before.</summary>
internal sealed class DefaultTenantOptions : ConfiguredTenantOptions
{
    /// <summary>
    /// Its id on a fresh installation. Fixed, so that Knowledge and Webhooks can name the tenant in their configuration
    /// without asking; an installation that has the slug already keeps the id it has.
    /// </summary>
    public Guid Id { get; set; } = new("00000000-0000-7000-8000-000000000001");

    /// <summary>Name in addresses: lower-case letters, digits and hyphens, 1 to 63; default `default`.</summary>
    [Required, RegularExpression("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    public string Slug { get; set; } = "default";

    /// <summary>Name to show; 1 to 200 characters, default `Default`.</summary>
    [Required, StringLength(200)]
    public string Name { get; set; } = "Default";
}
