namespace Chat.Knowledge.Corpora;

/// <summary>An inverted index: for each lexeme the chunks that have it.</summary>
/// <param name="lexemes">In ordinal order; a lexeme's number is its place.</param>
/// <param name="ends">For each lexeme where its postings end.</param>
/// <param name="postings">Those of lexeme 0, then of lexeme 1, and so on; each lexeme's by chunk.</param>
internal sealed class Lexicon(string[] lexemes, int[] ends, Posting[] postings)
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers = Numbers(lexemes);
    private readonly TrigramIndex _trigrams = new(lexemes);

    /// <summary>The number of a lexeme, or -1.</summary>
    public int Find(ReadOnlySpan<char> lexeme) => _numbers.TryGetValue(lexeme, out var number) ? number : -1;

    /// <summary>The lexeme most similar to one that is not there, or -1. See <see cref="TrigramIndex"/>.</summary>
    public int Guess(ReadOnlySpan<char> lexeme, SearchScratch scratch, out double similarity) =>
        _trigrams.Guess(lexeme, scratch, out similarity);

    /// <summary>The chunks that have a lexeme.</summary>
    public ReadOnlySpan<Posting> PostingsOf(int lexeme)
    {
        var start = lexeme == 0 ? 0 : ends[lexeme - 1];
        return postings.AsSpan(start, ends[lexeme] - start);
    }

    private static Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers(string[] lexemes)
    {
        var numbers = new Dictionary<string, int>(lexemes.Length, StringComparer.Ordinal);
        for (var number = 0; number < lexemes.Length; number++)
        {
            numbers.Add(lexemes[number], number);
        }
        return numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
