using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Providers.Targets;

/// <summary>Whom to ask instead of the default, as whom, for how much.</summary>
internal class TargetOptions
{
    /// <summary><c>local</c>, <c>claude</c>, <c>openai</c> or <c>gemini</c>; empty: as the default.</summary>
    public string Provider { get; set; } = "";

    /// <summary>Model to ask; empty: the default's if the provider is the same, else the provider's own default.</summary>
    [MaxLength(200)]
    public string Model { get; set; } = "";

    /// <summary>
    /// API key. Empty: the vendor's configured one, unless <see cref="BaseUrl"/> is set, because a key never goes to an
    /// address it was not given for. Never logged.
    /// </summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Base address. Empty: the vendor's configured one, unless <see cref="ApiKey"/> is set: then its own.</summary>
    [HttpAddress]
    public string? BaseUrl { get; set; }

    /// <summary>Most tokens of one answer, 1 to 100,000; null: as the default.</summary>
    [Range(1, 100_000)]
    public int? MaxOutputTokens { get; set; }
}
