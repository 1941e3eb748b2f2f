namespace Chat.Knowledge.Documents;

/// <summary>A chunk, ready to be stored.</summary>
internal sealed record IndexedChunk
{
    /// <summary>Its place in the document, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What is quoted.</summary>
    public required string Text { get; init; }

    /// <summary>What the headline would count as a question: see <c>AnalysedQuery.Weights</c>.</summary>
    public required float HeadlineWeight { get; init; }

    /// <summary>What the chunk is found by; each term once.</summary>
    public required IReadOnlyList<IndexedTerm> Terms { get; init; }
}
