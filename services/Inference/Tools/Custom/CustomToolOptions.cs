using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Tools.Custom;

/// <summary>A tool that somebody's own endpoint carries out.</summary>
internal sealed class CustomToolOptions
{
    /// <summary>
    /// What the model calls it: a letter or <c>_</c>, then at most 63 letters, digits, <c>_</c> or <c>-</c>, which every vendor
    /// takes; unique among the tools.
    /// </summary>
    [Required]
    [RegularExpression(
        "[A-Za-z_][A-Za-z0-9_-]{0,63}",
        ErrorMessage = "Name must have 1 to 64 letters, digits, _ or -, and begin with a letter or _."
    )]
    public string Name { get; set; } = "";

    /// <summary>What it does and when to use it, for the model; 1 to 4,000 characters.</summary>
    [Required]
    [StringLength(4000, MinimumLength = 1)]
    public string Description { get; set; } = "";

    /// <summary>JSON Schema (2020-12) of the arguments, an object, as JSON text; at most 20,000 characters.</summary>
    [Required]
    [StringLength(20_000, MinimumLength = 2)]
    public string Schema { get; set; } = """{"type":"object"}""";

    /// <summary>Where calls are posted: <c>https</c>, on the public internet (see the section <c>Egress</c>).</summary>
    [Required]
    public string Url { get; set; } = "";

    /// <summary>Signs the calls: <c>whsec_</c> and the base64 of 24 to 64 random bytes.</summary>
    [Required]
    public string Secret { get; set; } = "";
}
