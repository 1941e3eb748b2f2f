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
            (>= '\u0E01' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') =>
                IsAbbreviationSign(unit) ? Script.None
                : char.IsDigit(unit) ? Script.Spaced
                : char.IsLetter(unit) || IsVowelSign(unit) ? Script.Unspaced
                : Script.None,
            < '\u3005' => char.IsLetterOrDigit(unit) || IsVowelSign(unit) ? Script.Spaced : Script.None,
            >= '\u3041' and <= '\u3096' => Script.Hiragana,
            >= '\u30A1' and <= '\u30FA' or '\u30FC' => Script.Katakana,
            '\u3005' or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => Particles.Contains(unit)
                ? Script.None
                : Script.Han,
            >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
            _ => char.IsLetterOrDigit(unit) ? Script.Spaced : Script.None,
        };

    /// <summary>Left out without ending the word: accents, the dot of Indian letters, Arabic vowels, joiners.</summary>
    public static bool IsSilent(char unit) =>
        unit is '\u0640' or '\u200C' or '\u200D' || (IsMark(unit) && !IsVowelSign(unit));

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
            _ => Accents.Without(char.ToLowerInvariant(letter)),
        };

    /// <summary>
    /// The marks of Indian scripts, and of those to their east, are vowels: without them other words would be left. Marks of
    /// tone, which are often forgotten, are none.
    /// </summary>
    public static bool IsVowelSign(char unit) =>
        unit switch
        {
            // The dot below a letter, of Hindi, Bengali, Punjabi, Gujarati and Odia.
            '\u093C' or '\u09BC' or '\u0A3C' or '\u0ABC' or '\u0B3C' => false,
            >= '\u0900' and <= '\u0DFF' => IsMark(unit),
            (>= '\u0E48' and <= '\u0E4E' and not '\u0E4D') or (>= '\u0EC8' and <= '\u0ECC') => false,
            '\u1037' or '\u1038' or (>= '\u17C9' and <= '\u17D3' and not '\u17D2') => false,
            (>= '\u0E31' and <= '\u0ECD') or (>= '\u102B' and <= '\u109D') or (>= '\u17B6' and <= '\u17D2') => IsMark(
                unit
            ),
            _ => false,
        };

    // "and so on" and "once more" of Thai, Lao and Khmer.
    private static bool IsAbbreviationSign(char unit) =>
        unit is '\u0E2F' or '\u0E46' or '\u0EAF' or '\u0EC6' or '\u17D7';

    private static bool IsMark(char unit) =>
        CharUnicodeInfo.GetUnicodeCategory(unit)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;
}
