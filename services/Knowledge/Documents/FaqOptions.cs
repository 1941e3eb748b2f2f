using System.ComponentModel.DataAnnotations;

namespace Chat.Knowledge.Documents;

/// <summary>A question with its answer.</summary>
internal sealed class FaqOptions
{
    /// <summary>The question; 1 to 500 characters, unique among the tenant's.</summary>
    [Required]
    [StringLength(500, MinimumLength = 1)]
    public string Question { get; set; } = "";

    /// <summary>Its answer; 1 to 4,000 characters.</summary>
    [Required]
    [StringLength(4000, MinimumLength = 1)]
    public string Answer { get; set; } = "";

    /// <summary>Title to show; at most 500 characters; empty: the question.</summary>
    [StringLength(500)]
    public string Title { get; set; } = "";

    /// <summary>Public address; at most 2,000 characters; may be empty.</summary>
    [StringLength(2000)]
    public string Url { get; set; } = "";
}
