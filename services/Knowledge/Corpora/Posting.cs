namespace Chat.Knowledge.Corpora;

/// <summary>That a chunk has a lexeme. Eight bytes: a large tenant has millions.</summary>
internal readonly struct Posting(int chunk, float strength, bool headline)
{
    private readonly int _chunk = headline ? ~chunk : chunk;

    /// <summary>The chunk's place in <see cref="CorpusIndex.Chunks"/>.</summary>
    public int Chunk => _chunk < 0 ? ~_chunk : _chunk;

    /// <summary>How much the lexeme says about the chunk, 0 to 1.</summary>
    public float Strength { get; } = strength;

    /// <summary>It stands in the chunk's question or title.</summary>
    public bool IsHeadline => _chunk < 0;

    /// <summary>The same chunk has it in another form as well: the stronger one counts.</summary>
    public Posting Or(float strength, bool headline) =>
        new(Chunk, Math.Max(Strength, strength), IsHeadline || headline);
}
