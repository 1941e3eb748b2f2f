using System.Collections.Frozen;

namespace Chat.Inference.Providers.Local;

/// <summary>Recognises a message that is nothing but a greeting, thanks or a farewell, in whichever language.</summary>
internal static class SmallTalk
{
    private static readonly FrozenDictionary<string, (SmallTalkKind Kind, LocalTexts Texts)> Phrases = LocalLanguages
        .All.Values.SelectMany(texts =>
            texts.Phrases.SelectMany(pair => pair.Value.Select(phrase => (phrase, kind: pair.Key, texts)))
        )
        .ToFrozenDictionary(
            entry => entry.phrase,
            entry => (entry.kind, entry.texts),
            StringComparer.OrdinalIgnoreCase
        );

    /// <summary>What to say back; null: the message says more than that.</summary>
    /// <param name="message">What the visitor wrote.</param>
    /// <param name="spoken">The visitor's language; null: not known, so that of the message.</param>
    public static string? Reply(string message, LocalTexts? spoken)
    {
        var words = message.Split(
            [' ', ',', '.', '!', '?', '¡', '¿', '、', '。', '！', '？', '，', '،', '؟', '।', '\u00a0', '\u202f'],
            StringSplitOptions.RemoveEmptyEntries
        );
        return words.Length is > 0 and <= 4 && Phrases.TryGetValue(string.Join(' ', words), out var known)
            ? (spoken ?? known.Texts).ReplyTo(known.Kind)
            : null;
    }
}
