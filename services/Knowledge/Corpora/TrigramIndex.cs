using System.Runtime.InteropServices;
using Chat.Knowledge.Analysis;

namespace Chat.Knowledge.Corpora;

/// <summary>Finds the lexeme that a misspelt or differently inflected word most likely is.</summary>
/// <remarks>
/// Similarity is the share of trigrams that two words have in common. A misspelling seldom changes the first letter, so
/// only lexemes that begin with the same one are looked at: lexemes are sorted, so they are a range of numbers, and so
/// is their part of each trigram's list. Tags of concepts are no words and not guessed.
/// </remarks>
internal sealed class TrigramIndex
{
    private const double MinSimilarity = 0.3;
    private const int ShortestGuessed = 4;

    private readonly Dictionary<ulong, int[]> _lexemes = [];
    private readonly Dictionary<char, (int From, int To)> _ranges = [];
    private readonly byte[] _counts;

    /// <summary>Indexes lexemes that are in ordinal order.</summary>
    public TrigramIndex(string[] lexemes)
    {
        _counts = new byte[lexemes.Length];
        var lists = new Dictionary<ulong, List<int>>();
        Span<ulong> trigrams = stackalloc ulong[Lexeme.MaxLength + 1];
        for (var number = 0; number < lexemes.Length; number++)
        {
            if (lexemes[number][0] == '#')
            {
                continue;
            }
            var initial = lexemes[number][0];
            _ranges[initial] = (_ranges.TryGetValue(initial, out var range) ? range.From : number, number + 1);
            var count = Trigrams.Of(lexemes[number], trigrams);
            _counts[number] = (byte)count;
            // The first trigram, which is the initial, is no news to anybody who looks at that range.
            foreach (var trigram in trigrams[1..count])
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(lists, trigram, out _) ??= []).Add(number);
            }
        }
        foreach (var (trigram, list) in lists)
        {
            _lexemes.Add(trigram, [.. list]);
        }
    }

    /// <summary>The most similar lexeme, of equals the first one; -1 when none is similar enough.</summary>
    public int Guess(ReadOnlySpan<char> word, SearchScratch scratch, out double similarity)
    {
        similarity = 0;
        var best = -1;
        if (word.Length < ShortestGuessed || word[0] == '#' || !_ranges.TryGetValue(word[0], out var range))
        {
            return best;
        }
        Span<ulong> trigrams = stackalloc ulong[Lexeme.MaxLength + 1];
        trigrams = trigrams[..Trigrams.Of(word, trigrams)];
        var candidates = Candidates(trigrams, range, scratch);
        foreach (var candidate in candidates)
        {
            // One more than was counted: the initial.
            var shared = scratch.Shared[candidate] + 1;
            var found = (double)shared / (trigrams.Length + _counts[candidate] - shared);
            if (found > similarity || (found >= similarity && candidate < best))
            {
                (similarity, best) = (found, candidate);
            }
            scratch.Shared[candidate] = 0;
        }
        return similarity >= MinSimilarity ? best : -1;
    }

    /// <summary>Lexemes that share the first trigram and another one; how many is in <see cref="SearchScratch.Shared"/>.</summary>
    private ReadOnlySpan<int> Candidates(ReadOnlySpan<ulong> trigrams, (int From, int To) range, SearchScratch scratch)
    {
        scratch.ReserveLexemes(_counts.Length);
        var count = 0;
        foreach (var trigram in trigrams[1..])
        {
            if (_lexemes.TryGetValue(trigram, out var list))
            {
                count = Count(list, range, scratch, count);
            }
        }
        return scratch.Candidates.AsSpan(0, count);
    }

    private static int Count(int[] list, (int From, int To) range, SearchScratch scratch, int count)
    {
        var at = Array.BinarySearch(list, range.From);
        for (at = at < 0 ? ~at : at; at < list.Length && list[at] < range.To; at++)
        {
            if (scratch.Shared[list[at]]++ == 0)
            {
                scratch.Candidates[count++] = list[at];
            }
        }
        return count;
    }
}
