namespace Chat.Knowledge.Documents;

/// <summary>Cuts a text into chunks of bounded size, on paragraph or sentence borders, with a little overlap.</summary>
/// <remarks>
/// 1. The text is cut into units: sentences, of which none crosses a paragraph; one longer than a chunk is cut at
///    spaces, or in the middle of a word when there are none (never inside a surrogate pair).
/// 2. Units fill a chunk up to <see cref="MaxChars"/>.
/// 3. The next chunk repeats the last units of the one before, up to <see cref="OverlapChars"/>, so that an answer that
///    lies across a border is whole in one of them.
/// </remarks>
internal static class TextChunker
{
    /// <summary>Longest chunk, in UTF-16 units: two or three paragraphs, about 300 tokens.</summary>
    public const int MaxChars = 1200;

    /// <summary>Most that a chunk repeats of the one before.</summary>
    public const int OverlapChars = 200;

    /// <summary>Ends of sentences, of European, Indian, Arabic, Burmese and Khmer scripts.</summary>
    private const string SpacedEnds = ".!?\u0964\u0965\u061F\u06D4\u104B\u17D4";

    /// <summary>Ends of Chinese and Japanese sentences.</summary>
    private const string WideEnds = "。！？｡";

    private const string WideClosers = "」』）】》〉”’";

    /// <summary>The chunks in order; none empty, none longer than <see cref="MaxChars"/>.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var units = Units(text);
        var chunks = new List<string>();
        var first = 0;
        while (first < units.Count)
        {
            var length = 0;
            var next = first;
            while (next < units.Count && length + units[next].Length <= MaxChars)
            {
                length += units[next++].Length;
            }
            var chunk = string.Concat(units.GetRange(first, next - first)).Trim();
            if (chunk.Length > 0)
            {
                chunks.Add(chunk);
            }
            first = next == units.Count ? next : OverlapStart(units, first, next);
        }
        return chunks;
    }

    /// <summary>Step 3. Always behind the chunk's first unit, so that each chunk goes on.</summary>
    private static int OverlapStart(List<string> units, int first, int next)
    {
        var start = next;
        var length = 0;
        while (start - 1 > first && length + units[start - 1].Length <= OverlapChars)
        {
            length += units[--start].Length;
        }
        // A repeated beginning that leaves no room for the next unit would never end.
        return next < units.Count && length + units[next].Length > MaxChars ? next : start;
    }

    /// <summary>Step 1. Joined, the units are the text.</summary>
    private static List<string> Units(string text)
    {
        var units = new List<string>();
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (EndsUnit(text, index) || index + 1 == text.Length)
            {
                AddBounded(units, text[start..(index + 1)]);
                start = index + 1;
            }
        }
        return units;
    }

    /// <summary>
    /// True on the white space behind a sentence, on the last of a run of line ends, and on the end of a Chinese or Japanese
    /// sentence, behind which none stands.
    /// </summary>
    private static bool EndsUnit(string text, int index)
    {
        var next = index + 1 < text.Length ? text[index + 1] : 'x';
        if (index == 0 || char.IsWhiteSpace(next))
        {
            return false;
        }
        return char.IsWhiteSpace(text[index])
            ? text[index] == '\n' || text[index - 1] is '\n' or ':' || EndsSentence(text.AsSpan(0, index))
            : !WideEnds.Contains(next) && !WideClosers.Contains(next) && EndsWide(text.AsSpan(0, index + 1));
    }

    private static bool EndsSentence(ReadOnlySpan<char> text) => SpacedEnds.Contains(text[^1]) || EndsWide(text);

    /// <summary>What closes a quotation belongs to the sentence in it.</summary>
    private static bool EndsWide(ReadOnlySpan<char> text) =>
        text.TrimEnd(WideClosers) is [.., var last] && WideEnds.Contains(last);

    private static void AddBounded(List<string> units, string unit)
    {
        while (unit.Length > MaxChars)
        {
            var cut = unit.LastIndexOf(' ', MaxChars - 1) + 1;
            cut = cut > 0 ? cut : MaxChars;
            cut -= char.IsHighSurrogate(unit[cut - 1]) ? 1 : 0;
            units.Add(unit[..cut]);
            unit = unit[cut..];
        }
        units.Add(unit);
    }
}
