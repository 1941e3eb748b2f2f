using System.Collections.Frozen;

namespace Chat.Inference.Providers.Local;

/// <summary>Recognises a message that is nothing but a greeting, thanks or a farewell.</summary>
internal static class SmallTalk
{
    private static readonly FrozenDictionary<string, SmallTalkKind> Phrases = new Dictionary<string, SmallTalkKind>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["hi"] = SmallTalkKind.Greeting,
        ["hi there"] = SmallTalkKind.Greeting,
        ["hello"] = SmallTalkKind.Greeting,
        ["hello there"] = SmallTalkKind.Greeting,
        ["hey"] = SmallTalkKind.Greeting,
        ["good morning"] = SmallTalkKind.Greeting,
        ["good afternoon"] = SmallTalkKind.Greeting,
        ["good evening"] = SmallTalkKind.Greeting,
        ["thanks"] = SmallTalkKind.Thanks,
        ["thank you"] = SmallTalkKind.Thanks,
        ["thanks a lot"] = SmallTalkKind.Thanks,
        ["thank you very much"] = SmallTalkKind.Thanks,
        ["many thanks"] = SmallTalkKind.Thanks,
        ["ok thanks"] = SmallTalkKind.Thanks,
        ["great thanks"] = SmallTalkKind.Thanks,
        ["bye"] = SmallTalkKind.Farewell,
        ["goodbye"] = SmallTalkKind.Farewell,
        ["see you"] = SmallTalkKind.Farewell,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: the message says more than that.</summary>
    public static SmallTalkKind? Recognise(string message)
    {
        var words = message.Split([' ', ',', '.', '!', '?'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 4 && Phrases.TryGetValue(string.Join(' ', words), out var kind) ? kind : null;
    }

    /// <summary>What to say back.</summary>
    public static string Reply(SmallTalkKind kind) =>
        kind switch
        {
            SmallTalkKind.Greeting => LocalTexts.Greeting,
            SmallTalkKind.Thanks => LocalTexts.Thanks,
            _ => LocalTexts.Farewell,
        };
}
