namespace Chat.Inference.Prompts;

/// <summary>Guesses how many tokens a text is, without any model's vocabulary.</summary>
/// <remarks>
/// About four ASCII characters are one token in the usual vocabularies, and about one and a half others (accents,
/// Cyrillic, CJK). Good enough for budgets, and for usage when a provider does not count; such usage says so.
/// </remarks>
internal static class TokenEstimate
{
    /// <summary>At least 1 for any text but the empty one.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var ascii = 0;
        foreach (var unit in text)
        {
            ascii += char.IsAscii(unit) ? 1 : 0;
        }
        return (int)Math.Ceiling((ascii / 4.0) + ((text.Length - ascii) / 1.5));
    }
}
