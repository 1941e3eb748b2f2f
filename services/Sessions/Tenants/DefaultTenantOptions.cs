using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Tenants;

/// <summary>The tenant a fresh installation has. Written at each start; a changed key replaces the one before.</summary>
internal sealed class DefaultTenantOptions
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

    /// <summary>Key for browsers: `pk_` and at least 16 more characters. Unset: none is seeded.</summary>
    [RegularExpression(
        "^pk_[A-Za-z0-9_-]{16,200}$",
        ErrorMessage = "PublishableKey must be pk_ and 16 to 200 letters."
    )]
    public string? PublishableKey { get; set; }

    /// <summary>Key for servers: `sk_` and at least 16 more characters. Unset: none is seeded.</summary>
    [RegularExpression("^sk_[A-Za-z0-9_-]{16,200}$", ErrorMessage = "SecretKey must be sk_ and 16 to 200 letters.")]
    public string? SecretKey { get; set; }

    /// <summary>Origins the publishable key may be used from; none (default) or `*` for any.</summary>
    // Empty by default: configured items are added to those which are there already.
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>Whether its events are counted for `GET /v1/analytics`; default true.</summary>
    public bool Analytics { get; set; } = true;
}
