namespace Chat.Knowledge.Corpora;

/// <summary>What a search has found out about a chunk so far. All zero means: nothing.</summary>
internal struct ChunkScore
{
    private float _best;
    private int _mark;

    /// <summary>The part of the question's weight that the chunk has; not yet divided by the whole.</summary>
    public double Covered { get; private set; }

    /// <summary>The part of it that stands in the chunk's headline, rarity apart.</summary>
    public double Headline { get; private set; }

    /// <summary>A group of the question was found in the chunk.</summary>
    public readonly bool IsTouched => _mark != 0;

    /// <summary>
    /// Adds a term of a group. Of a group the strongest term counts, so one that is stronger, or the first one in the
    /// headline, takes the place of what the group gave before. The terms of a group come one after the other.
    /// </summary>
    public void Add(int group, in GroupWeight weight, float strength, bool headline)
    {
        var mark = (group + 1) << 1;
        if (_mark >> 1 != group + 1)
        {
            (_mark, _best) = (mark, 0);
        }
        var wasHeadline = (_mark & 1) != 0;
        var best = Math.Max(_best, strength);
        Covered += weight.Weight * (best - _best);
        Headline += weight.Base * ((wasHeadline || headline ? best : 0) - (wasHeadline ? _best : 0));
        _mark |= headline ? 1 : 0;
        _best = best;
    }
}
