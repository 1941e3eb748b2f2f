namespace Chat.Knowledge.Corpora;

/// <summary>
/// Memory that one search needs, kept for the next. Between searches all scores and counts are zero; a search touches
/// few and puts those back, instead of clearing them all.
/// </summary>
internal sealed class SearchScratch
{
    /// <summary>For each chunk what was found.</summary>
    public ChunkScore[] Scores { get; private set; } = [];

    /// <summary>The chunks in <see cref="Scores"/> that are not zero, in its first places.</summary>
    public int[] Touched { get; private set; } = [];

    /// <summary>For each lexeme how many trigrams it shares with the word that is being guessed.</summary>
    public byte[] Shared { get; private set; } = [];

    /// <summary>The lexemes in <see cref="Shared"/> that are not zero, in its first places.</summary>
    public int[] Candidates { get; private set; } = [];

    /// <summary>The question's terms that the documents have.</summary>
    public List<UsableTerm> Terms { get; } = [];

    /// <summary>What the question's groups count.</summary>
    public List<GroupWeight> Weights { get; } = [];

    /// <summary>Makes room for so many chunks.</summary>
    public void ReserveChunks(int count)
    {
        if (Scores.Length < count)
        {
            (Scores, Touched) = (new ChunkScore[count], new int[count]);
        }
    }

    /// <summary>Makes room for so many lexemes.</summary>
    public void ReserveLexemes(int count)
    {
        if (Shared.Length < count)
        {
            (Shared, Candidates) = (new byte[count], new int[count]);
        }
    }
}
