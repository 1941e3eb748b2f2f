using System.ComponentModel.DataAnnotations;
using Chat.Inference.Providers.Targets;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers;

/// <summary>Which AI answers, and how long it may take.</summary>
internal sealed class ProvidersOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference";

    /// <summary><c>local</c> (default), <c>claude</c>, <c>openai</c> or <c>gemini</c>. The variable CHAT_PROVIDER wins.</summary>
    [Required]
    [AllowedValues(
        ProviderNames.Local,
        ProviderNames.Claude,
        ProviderNames.OpenAi,
        ProviderNames.Gemini,
        ErrorMessage = "Inference:Provider (CHAT_PROVIDER) must be local, claude, openai or gemini."
    )]
    public string Provider { get; set; } = ProviderNames.Local;

    /// <summary>Model to ask; empty: the provider's default. The variable CHAT_MODEL wins.</summary>
    [MaxLength(200)]
    public string Model { get; set; } = "";

    /// <summary>
    /// Asked when the provider fails before the first token; null (default): nobody. The variables
    /// CHAT_FALLBACK_PROVIDER and CHAT_FALLBACK_MODEL win.
    /// </summary>
    [ValidateObjectMembers]
    public TargetOptions? Fallback { get; set; }

    /// <summary>What tenants have instead of all this, by the tenant's id.</summary>
    public Dictionary<string, TenantTargetOptions> Tenants { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Longest wait for the first token of one provider, its retries included, 1 s to 10 min; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence after the first token, thought or piece of a tool call, 1 s to 10 min; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most tokens a provider may generate for one answer, 1 to 100,000; default 1,024.</summary>
    [Range(1, 100_000)]
    public int MaxOutputTokens { get; set; } = 1024;

    /// <summary>
    /// Sent as <c>reasoning_effort</c>, for <c>openai</c>: <c>none</c>, <c>minimal</c>, <c>low</c>, ... Empty (default):
    /// <c>none</c> for the provider's default model and nothing for others.
    /// </summary>
    [RegularExpression(TargetOptions.ReasoningEffortPattern, ErrorMessage = TargetOptions.ReasoningEffortFault)]
    public string ReasoningEffort { get; set; } = "";
}
