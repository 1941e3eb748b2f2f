using System.Globalization;
using System.Text;

namespace Chat.Knowledge.Retrieval;

/// <summary>Cuts text into lower-case words without accents.</summary>
internal static class Words
{
    /// <summary>The plain lower-case letters of U+00C0 to U+017F.</summary>
    /// <remarks>Own table: in invariant globalization mode the runtime does not decompose letters.</remarks>
    private const string PlainLatin =
        "aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸllllllŀ"
        + "ŀllnnnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzſ";

    /// <summary>Letters and digits only; "can't" is "cant", "e-mail" is "email", "café" is "cafe".</summary>
    public static List<string> Of(string text, int limit)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var index = 0; index < text.Length && words.Count < limit; index++)
        {
            var unit = text[index];
            if (char.IsLetterOrDigit(unit))
            {
                word.Append(Plain(unit));
            }
            else if (!JoinsWord(text, index))
            {
                Take(words, word);
            }
        }
        if (words.Count < limit)
        {
            Take(words, word);
        }
        return words;
    }

    /// <summary>Accents always; apostrophes and hyphens only between letters, a hyphen only behind a single letter.</summary>
    private static bool JoinsWord(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text[index]) switch
        {
            UnicodeCategory.NonSpacingMark => true,
            _ => text[index] switch
            {
                '\'' or '\u2019' => true,
                '-' => index > 0 && char.IsLetter(text[index - 1]) && (index == 1 || !char.IsLetter(text[index - 2])),
                _ => false,
            },
        };

    private static char Plain(char letter) =>
        letter is >= '\u00C0' and <= '\u017F' ? PlainLatin[letter - '\u00C0'] : char.ToLowerInvariant(letter);

    private static void Take(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
