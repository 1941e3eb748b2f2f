using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Providers.Targets;

/// <summary>Whom to ask instead of the default, as whom, for how much.</summary>
internal class TargetOptions
{
    /// <summary>Vendors have words of their own, and new ones come.</summary>
    internal const string ReasoningEffortPattern = "[a-z]{1,20}";

    /// <summary>What is wrong with others.</summary>
    internal const string ReasoningEffortFault = "ReasoningEffort must be one word in lower case, like none or low.";

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

    /// <summary>
    /// Sent as <c>reasoning_effort</c>, for <c>openai</c>: <c>none</c>, <c>minimal</c>, <c>low</c>, ... Empty: the default's if
    /// provider and model are the same; else <c>none</c> for the provider's default model and nothing for others.
    /// </summary>
    [RegularExpression(ReasoningEffortPattern, ErrorMessage = ReasoningEffortFault)]
    public string ReasoningEffort { get; set; } = "";
}
