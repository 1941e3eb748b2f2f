using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Tools.Leads;

/// <summary>The tool that takes what visitors leave for the company.</summary>
internal sealed class CaptureLeadOptions
{
    /// <summary>Whether the model may call it; default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// Where leads come from that no dialect names the source of; 1 to 100 characters, default <c>chat</c>.
    /// </summary>
    [Required]
    [StringLength(100, MinimumLength = 1)]
    public string Source { get; set; } = "chat";
}
