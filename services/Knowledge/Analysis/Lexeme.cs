using System.Text;

namespace Chat.Knowledge.Analysis;

/// <summary>The form in which a term is indexed and looked for.</summary>
internal static class Lexeme
{
    /// <summary>Longest term, in UTF-16 units; <see cref="TextAnalyser"/> gives no longer ones.</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// English words are stemmed, as is what merely looks like one: both sides are. Arabic words lose their article. All
    /// others, and tags of concepts, stay as they are.
    /// </summary>
    /// <param name="term">A word or tag of at most <see cref="MaxLength"/> units.</param>
    /// <param name="buffer">Room for <see cref="MaxLength"/> units.</param>
    /// <returns>A part of the buffer.</returns>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> term, Span<char> buffer)
    {
        term.CopyTo(buffer);
        var word = buffer[..term.Length];
        if (term[0] == '#')
        {
            return word;
        }
        if (Ascii.IsValid(term))
        {
            return word[..EnglishStemmer.Stem(word)];
        }
        return word.StartsWith("\u0627\u0644") && word.Length > 4 ? word[2..] : word;
    }
}
