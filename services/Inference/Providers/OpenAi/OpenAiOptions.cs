using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Where and as whom the <c>openai</c> provider asks. Only the operator sets these, never a caller.</summary>
internal sealed class OpenAiOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:OpenAi";

    /// <summary>Used when <see cref="ProvidersOptions.Model"/> is empty.</summary>
    public const string DefaultModel = "gpt-4o-mini";

    /// <summary>API key; the variable OPENAI_API_KEY wins. Servers of your own may do without. Never logged.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// Base address of an OpenAI-compatible server up to and including its version, like
    /// <c>http://localhost:11434/v1</c>; the variable OPENAI_BASE_URL wins. Default: OpenAI's own.
    /// </summary>
    [Url]
    public string? BaseUrl { get; set; }

    /// <summary>Most connections to the provider at once, 1 to 10,000; default 1,024. More replies wait.</summary>
    [Range(1, 10_000)]
    public int MaxConnections { get; set; } = 1024;
}

/// <summary>Checks <see cref="OpenAiOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class OpenAiOptionsValidator : IValidateOptions<OpenAiOptions>;
