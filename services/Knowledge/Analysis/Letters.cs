using System.Globalization;

namespace Chat.Knowledge.Analysis;

/// <summary>What a letter is, and its plain form.</summary>
internal static class Letters
{
    /// <summary>The plain lower-case letters of U+00C0 to U+017F.</summary>
    /// <remarks>Own table: in invariant globalization mode the runtime does not decompose letters.</remarks>
    private const string PlainLatin =
        "aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸllllllŀ"
        + "ŀllnnnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzſ";

    /// <summary>Hindi letters with a dot, U+0958 to U+095F, without it.</summary>
    private const string PlainHindi = "कखगजडढफय";

    /// <summary>Chinese characters that only hold a sentence together; a word ends where one stands.</summary>
    private const string Particles = "的了吗呢吧啊呀我你您他她它们怎么什哪如何";

    /// <summary>The script of a letter or digit; of anything else, none.</summary>
    public static Script ScriptOf(char unit) =>
        unit switch
        {
            < '\u3005' => char.IsLetterOrDigit(unit) || IsVowelSign(unit) ? Script.Spaced : Script.None,
            >= '\u3041' and <= '\u3096' => Script.Hiragana,
            >= '\u30A1' and <= '\u30FA' or '\u30FC' => Script.Katakana,
            '\u3005' or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => Particles.Contains(unit)
                ? Script.None
                : Script.Han,
            >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
            _ => char.IsLetterOrDigit(unit) ? Script.Spaced : Script.None,
        };

    /// <summary>Left out without ending the word: accents, the dot of Hindi, Arabic vowels, joiners.</summary>
    public static bool IsSilent(char unit) =>
        unit is '\u0640' or '\u093C' or '\u200C' or '\u200D' || (IsMark(unit) && !IsVowelSign(unit));

    /// <summary>Lower case, without accents, full width or other ways to write the same.</summary>
    public static char Plain(char letter) =>
        letter switch
        {
            < '\u00C0' => char.ToLowerInvariant(letter),
            <= '\u017F' => PlainLatin[letter - '\u00C0'],
            '\u0622' or '\u0623' or '\u0625' => '\u0627',
            '\u0629' => '\u0647',
            '\u0649' => '\u064A',
            '\u0901' => '\u0902',
            >= '\u0958' and <= '\u095F' => PlainHindi[letter - '\u0958'],
            >= '\uFF10' and <= '\uFF5A' => char.ToLowerInvariant((char)(letter - 0xFEE0)),
            _ => char.ToLowerInvariant(letter),
        };

    /// <summary>The marks of Indian scripts are vowels: without them other words would be left.</summary>
    private static bool IsVowelSign(char unit) => unit is >= '\u0900' and <= '\u0DFF' and not '\u093C' && IsMark(unit);

    private static bool IsMark(char unit) =>
        CharUnicodeInfo.GetUnicodeCategory(unit)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;
}
