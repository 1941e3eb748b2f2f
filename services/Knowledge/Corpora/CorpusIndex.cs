namespace Chat.Knowledge.Corpora;

/// <summary>
/// One tenant's documents, ready to be searched. Immutable: a change makes a new one, and whoever searches the old one
/// meanwhile gets an answer that is right for its version.
/// </summary>
internal sealed class CorpusIndex
{
    /// <summary>The version it was read at; see <see cref="CorpusVersions"/>.</summary>
    public required long Version { get; init; }

    /// <summary>Documents of the tenant, also those left out.</summary>
    public required int DocumentCount { get; init; }

    /// <summary>The chunks, ordered by their place in their document, then by id: equal scores keep this order.</summary>
    public required CorpusChunk[] Chunks { get; init; }

    /// <summary>For each chunk what its question or title would count as a question.</summary>
    public required float[] HeadlineWeights { get; init; }

    /// <summary>What the chunks are found by.</summary>
    public required Lexicon Lexicon { get; init; }

    /// <summary>Chunks that were left out, because the tenant reached its limit of memory.</summary>
    public required int SkippedChunks { get; init; }

    /// <summary>Memory it takes, about.</summary>
    public required long Bytes { get; init; }
}
