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

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Local, Claude, OpenAi, Gemini];

    /// <summary>Whether there is such a provider.</summary>
    public static bool Contains(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>The model asked when none is configured.</summary>
    public static string DefaultModelOf(string provider) =>
        provider switch
        {
            Claude => "claude-haiku-4-5-20251001",
            OpenAi => "gpt-4o-mini",
            Gemini => "gemini-2.0-flash",
            _ => Local,
        };
}
