namespace Chat.Knowledge.Documents;

/// <summary>A term of a chunk.</summary>
/// <param name="Term">A word, to be stemmed, or a concept's tag.</param>
/// <param name="Strength">How much it says about the chunk, 0 to 1.</param>
/// <param name="Headline">It stands in the chunk's question or title.</param>
internal readonly record struct IndexedTerm(string Term, float Strength, bool Headline);
