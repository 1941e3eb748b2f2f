namespace Chat.Gateway.Locales;

/// <summary>The texts a chat widget needs: 11 of ChatCops' core and the 7 its widget adds; two of ours.</summary>
internal static class LocaleKeys
{
    public const string ErrorGeneric = "errorGeneric";
    public const string ErrorRateLimit = "errorRateLimit";
    public const string HumanTurn = "humanTurn";
    public const string NobodyHere = "nobodyHere";

    /// <summary>Every key, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "welcomeMessage",
        "inputPlaceholder",
        "sendButton",
        "closeButton",
        ErrorGeneric,
        "errorNetwork",
        ErrorRateLimit,
        "typingIndicator",
        "poweredBy",
        "newConversation",
        "welcomeBubbleDefault",
        "preChatTitle",
        "preChatSubtitle",
        "preChatSubmit",
        "preChatRequired",
        "preChatInvalidEmail",
        "retryButton",
        "regenerateButton",
        HumanTurn,
        NobodyHere,
    ];
}
