using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Providers.Targets;

/// <summary>Where and as whom one vendor is asked for everybody. Only the operator sets these, never a caller.</summary>
internal sealed class VendorOptions
{
    /// <summary>
    /// API key; the variable ANTHROPIC_API_KEY, OPENAI_API_KEY or GEMINI_API_KEY wins. Servers of your own may do
    /// without. Never logged.
    /// </summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// Base address; the variable ANTHROPIC_BASE_URL, OPENAI_BASE_URL or GEMINI_BASE_URL wins. Default: the vendor's
    /// own. Only OpenAI's includes the version, like <c>http://localhost:11434/v1</c>.
    /// </summary>
    [HttpAddress]
    public string? BaseUrl { get; set; }

    /// <summary>Most connections to one server of the vendor at once, 1 to 10,000; default 1,024. More replies wait.</summary>
    [Range(1, 10_000)]
    public int MaxConnections { get; set; } = 1024;

    /// <summary>Section of one vendor's configuration: <c>Inference:Claude</c>, <c>Inference:OpenAi</c>, <c>Inference:Gemini</c>.</summary>
    public static string SectionOf(string provider) => $"Inference:{provider}";

    /// <summary>First part of the names of a vendor's usual variables.</summary>
    public static string VariablesOf(string provider) =>
        provider == ProviderNames.Claude ? "ANTHROPIC" : provider.ToUpperInvariant();
}
