using System.Text;

namespace Chat.Knowledge.Analysis;

/// <summary>Cuts text into lower-case words without accents.</summary>
/// <remarks>
/// Chinese and Japanese have no spaces, and Korean words carry their endings, so there each pair of neighbouring
/// characters of one script is a word: a question and a text that share a word share its pairs. A character alone is one
/// too, unless it is a particle. In Thai, Lao, Khmer and Burmese a consonant with its vowels takes the character's place.
/// </remarks>
internal static class Words
{
    // Where a line may be broken, which some editors write between words and others nowhere.
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Letters and digits only; "can't" is "cant", "e-mail" is "email", "café" is "cafe".</summary>
    public static List<string> Of(string text, int limit)
    {
        var words = new List<string>();
        var run = new StringBuilder();
        var script = Script.None;
        for (var index = 0; index < text.Length && words.Count < limit; index++)
        {
            var unit = text[index];
            if (
                Letters.IsSilent(unit)
                || JoinsWord(text, index)
                || (script == Script.Unspaced && unit == ZeroWidthSpace)
            )
            {
                continue;
            }
            var next = Letters.ScriptOf(unit);
            if (next != script)
            {
                Take(words, run, script, limit);
                script = next;
            }
            if (next != Script.None)
            {
                run.Append(Letters.Plain(unit));
            }
        }
        Take(words, run, script, limit);
        return words;
    }

    /// <summary>Apostrophes, and hyphens behind a single letter.</summary>
    private static bool JoinsWord(string text, int index) =>
        text[index] switch
        {
            '\'' or '\u2019' => true,
            '-' => index > 0 && char.IsLetter(text[index - 1]) && (index == 1 || !char.IsLetter(text[index - 2])),
            _ => false,
        };

    private static void Take(List<string> words, StringBuilder run, Script script, int limit)
    {
        if (script == Script.Unspaced)
        {
            foreach (var clusters in Clusters.Between(run.ToString()))
            {
                TakeClusters(words, clusters, limit);
            }
        }
        else if (script is Script.None or Script.Spaced || (run.Length == 1 && script != Script.Hiragana))
        {
            Add(words, run, 0, run.Length, limit);
        }
        else
        {
            for (var first = 0; first + 1 < run.Length; first++)
            {
                Add(words, run, first, 2, limit);
            }
        }
        run.Clear();
    }

    private static void TakeClusters(List<string> words, List<string> clusters, int limit)
    {
        if (clusters.Count == 1 && words.Count < limit)
        {
            words.Add(clusters[0]);
        }
        for (var first = 0; first + 1 < clusters.Count && words.Count < limit; first++)
        {
            words.Add(clusters[first] + clusters[first + 1]);
        }
    }

    private static void Add(List<string> words, StringBuilder run, int first, int length, int limit)
    {
        if (length > 0 && words.Count < limit)
        {
            words.Add(run.ToString(first, length));
        }
    }
}
