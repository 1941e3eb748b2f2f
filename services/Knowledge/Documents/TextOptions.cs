using System.ComponentModel.DataAnnotations;

namespace Chat.Knowledge.Documents;

/// <summary>A text.</summary>
internal sealed class TextOptions
{
    /// <summary>Title to show; 1 to 500 characters, unique among the tenant's.</summary>
    [Required]
    [StringLength(500, MinimumLength = 1)]
    public string Title { get; set; } = "";

    /// <summary>The text; 1 to 1,000,000 characters; it is cut into chunks.</summary>
    [Required]
    [StringLength(1_000_000, MinimumLength = 1)]
    public string Text { get; set; } = "";

    /// <summary>Public address; at most 2,000 characters; may be empty.</summary>
    [StringLength(2000)]
    public string Url { get; set; } = "";
}
