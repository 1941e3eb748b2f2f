namespace Chat.Inference.Providers.Local;

/// <summary>Cuts prose into sentences and words, roughly, for choosing what to quote.</summary>
internal static class Sentences
{
    /// <summary>Letters that decide whether two words count as the same: "delivered" and "delivery" should.</summary>
    private const int StemLength = 5;

    /// <summary>Shorter words say nothing about what a sentence is about.</summary>
    private const int MinWordLength = 4;

    /// <summary>The sentences, trimmed, none empty.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var last = index + 1 == text.Length;
            var ends =
                text[index] == '\n' || (text[index] is '.' or '!' or '?' && (last || text[index + 1] is ' ' or '\n'));
            if (ends || last)
            {
                var sentence = text[start..(index + 1)].Trim();
                start = index + 1;
                if (sentence.Length > 0)
                {
                    sentences.Add(sentence);
                }
            }
        }
        return sentences;
    }

    /// <summary>The beginnings of the words that carry meaning, in lower case.</summary>
    public static HashSet<string> WordStems(string text)
    {
        var stems = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in text.Split([' ', '\n', '\t', '.', ',', ';', ':', '!', '?', '(', ')', '"', '\'']))
        {
            if (word.Length >= MinWordLength)
            {
                stems.Add(word[..Math.Min(word.Length, StemLength)]);
            }
        }
        return stems;
    }
}
