namespace Chat.Inference.Providers;

/// <summary>What configuration and the usage ledger call the providers.</summary>
internal static class ProviderNames
{
    /// <summary>The embedded default.</summary>
    public const string Local = "local";

    /// <summary>Anthropic.</summary>
    public const string Claude = "claude";

    /// <summary>OpenAI, and every server that speaks its protocol.</summary>
    public const string OpenAi = "openai";

    /// <summary>Google.</summary>
    public const string Gemini = "gemini";

    private const string OpenAiModel = "gpt-6-luna";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Local, Claude, OpenAi, Gemini];

    /// <summary>Whether there is such a provider.</summary>
    public static bool Contains(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>The model asked when none is configured.</summary>
    public static string DefaultModelOf(string provider) =>
        provider switch
        {
            Claude => "claude-haiku-4-5-20251001",
            OpenAi => OpenAiModel,
            Gemini => "gemini-3.5-flash-lite",
            _ => Local,
        };

    /// <summary>The reasoning effort a model is asked for when none is configured; empty: nothing is said of it.</summary>
    /// <remarks>
    /// OpenAI's model thinks by itself, out of the tokens of the answer, and takes tools by this protocol only when it does not.
    /// </remarks>
    public static string DefaultEffortOf(string model) => model == OpenAiModel ? "none" : "";
}
