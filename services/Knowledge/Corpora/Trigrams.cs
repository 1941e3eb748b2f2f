namespace Chat.Knowledge.Corpora;

/// <summary>Cuts a word into runs of three letters, as Postgres' <c>pg_trgm</c> does.</summary>
internal static class Trigrams
{
    /// <summary>Fills in the distinct trigrams of a word with two blanks before and one behind it.</summary>
    /// <param name="word">The word.</param>
    /// <param name="trigrams">Room for one more than the word has units.</param>
    /// <returns>How many there are.</returns>
    public static int Of(ReadOnlySpan<char> word, Span<ulong> trigrams)
    {
        var count = 0;
        ulong last = ((ulong)' ' << 16) | ' ';
        for (var index = 0; index <= word.Length; index++)
        {
            last = ((last << 16) | (index < word.Length ? word[index] : ' ')) & 0xFFFF_FFFF_FFFF;
            if (!trigrams[..count].Contains(last))
            {
                trigrams[count++] = last;
            }
        }
        return count;
    }
}
