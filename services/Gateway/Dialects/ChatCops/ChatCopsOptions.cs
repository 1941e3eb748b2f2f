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

    /// <summary>Origins of pages that may use the dialect; <c>*</c> (the default) for any.</summary>
    [Required]
    [MinLength(1, ErrorMessage = "Dialects:ChatCops:AllowedOrigins needs an origin, or * for any.")]
    public string[] AllowedOrigins { get; set; } = ["*"];
}
