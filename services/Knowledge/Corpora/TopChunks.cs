namespace Chat.Knowledge.Corpora;

/// <summary>Keeps the best chunks of those offered, best first; of equals the one that comes first in the index.</summary>
/// <param name="best">Room for as many as are wanted; few, so they are kept sorted by insertion.</param>
internal ref struct TopChunks(Span<(double Score, int Chunk)> best)
{
    private readonly Span<(double Score, int Chunk)> _best = best;
    private int _count;

    /// <summary>The best ones.</summary>
    public readonly ReadOnlySpan<(double Score, int Chunk)> Best => _best[.._count];

    /// <summary>Takes it if it is better than the worst one kept, or there is room.</summary>
    public void Offer(double score, int chunk)
    {
        if (_count == _best.Length)
        {
            if (!IsBetter(score, chunk, _best[_count - 1]))
            {
                return;
            }
            _count--;
        }
        var place = _count++;
        for (; place > 0 && IsBetter(score, chunk, _best[place - 1]); place--)
        {
            _best[place] = _best[place - 1];
        }
        _best[place] = (score, chunk);
    }

    private static bool IsBetter(double score, int chunk, (double Score, int Chunk) than) =>
        score > than.Score || (score >= than.Score && chunk < than.Chunk);
}
