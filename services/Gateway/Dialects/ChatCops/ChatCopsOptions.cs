using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>The ChatCops dialect, which knows no keys: which tenant answers, and to which pages.</summary>
internal sealed class ChatCopsOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Dialects:ChatCops";

    /// <summary>Slug of the tenant that answers when no <c>?key=pk_...</c> is given. Default <c>default</c>.</summary>
    [Required]
    [RegularExpression("[a-z0-9-]{1,63}", ErrorMessage = "Dialects:ChatCops:Tenant must be a tenant's slug.")]
    public string Tenant { get; set; } = "default";

    /// <summary>
    /// Origins of pages that may use the dialect without a key; none (the default) or <c>*</c> for any. With a key in the
    /// address the key's own origins count.
    /// </summary>
    // Empty by default: configured items are added to those which are there already.
    public string[] AllowedOrigins { get; set; } = [];
}
