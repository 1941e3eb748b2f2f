using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Tenants;

/// <summary>What every tenant that comes from configuration may say.</summary>
internal abstract class ConfiguredTenantOptions
{
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
