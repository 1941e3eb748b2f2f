using Chat.ServiceDefaults;

namespace Chat.Inference.Prompts;

/// <summary>Guesses how many tokens a text is, without any model's vocabulary.</summary>
/// <remarks>
/// About four ASCII characters are one token in the usual vocabularies, and about one and a half others (accents,
/// Cyrillic, CJK). Good enough for budgets, and for usage when a provider does not count; such usage says so.
/// </remarks>
internal static class TokenEstimate
{
    // In twelfths of a token, so that many of them are exact.
    private const int Token = 12;
    private const int Ascii = Token / 4;
    private const int Other = Token * 2 / 3;

    /// <summary>At least 1 for any text but the empty one.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var sum = 0L;
        foreach (var unit in text)
        {
            sum += WeightOf(unit);
        }
        return (int)((sum + Token - 1) / Token);
    }

    /// <summary>As much of a text's beginning as is no more than so many tokens.</summary>
    public static string Cut(string text, int tokens)
    {
        var left = (long)tokens * Token;
        for (var length = 0; length < text.Length; length++)
        {
            left -= WeightOf(text[length]);
            if (left < 0)
            {
                return BoundedText.Cut(text, length);
            }
        }
        return text;
    }

    private static int WeightOf(char unit) => char.IsAscii(unit) ? Ascii : Other;
}
