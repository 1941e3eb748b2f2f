namespace Chat.AppHost;

/// <summary>Variables that say who answers and as whom; handed to Inference and to nobody else.</summary>
internal static class ProviderVariables
{
    /// <summary>Their names: the vendors' usual ones, and ours for the choice.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "CHAT_PROVIDER",
        "CHAT_MODEL",
        "CHAT_FALLBACK_PROVIDER",
        "CHAT_FALLBACK_MODEL",
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_BASE_URL",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "GEMINI_API_KEY",
        "GEMINI_BASE_URL",
    ];
}
