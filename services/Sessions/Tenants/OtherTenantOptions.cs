using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Tenants;

/// <summary>A further tenant. Written at each start like the default one; taken out of the configuration it stays.</summary>
internal sealed class OtherTenantOptions : ConfiguredTenantOptions
{
    /// <summary>Its id, a UUID of your own choice (`uuidgen`), by which other settings name it; never changes.</summary>
    [Required]
    public Guid? Id { get; set; }

    /// <summary>Name in addresses and at the login: lower-case letters, digits and hyphens, 1 to 63; unique.</summary>
    [Required, RegularExpression("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")]
    public string Slug { get; set; } = "";

    /// <summary>Name to show; at most 200 characters; empty: the slug.</summary>
    [StringLength(200)]
    public string Name { get; set; } = "";
}
