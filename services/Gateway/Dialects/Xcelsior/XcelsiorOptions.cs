using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>The Xcelsior dialect, which knows no keys: which tenant answers, and to which pages.</summary>
internal sealed class XcelsiorOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Dialects:Xcelsior";

    /// <summary>Slug of the tenant that answers when no publishable key stands in the address. Default <c>default</c>.</summary>
    [Required]
    [RegularExpression("[a-z0-9-]{1,63}", ErrorMessage = "Dialects:Xcelsior:Tenant must be a tenant's slug.")]
    public string Tenant { get; set; } = "default";

    /// <summary>
    /// Origins of pages that may use the dialect without a key; none (the default) or <c>*</c> for any. With a key in the
    /// address the key's own origins count.
    /// </summary>
    // Empty by default: configured items are added to those which are there already.
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>Sockets of this instance that speak the dialect. 1 to 1,000,000; 5,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSockets { get; set; } = 5_000;
}
