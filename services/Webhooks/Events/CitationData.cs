namespace Chat.Webhooks.Events;

/// <summary>A passage that a reply rests on.</summary>
/// <param name="Index">The number the text refers to as [n].</param>
/// <param name="DocumentId">The document in the knowledge base.</param>
/// <param name="ChunkId">The passage of the document.</param>
/// <param name="Title">Title to show.</param>
/// <param name="Url">Where the document can be opened.</param>
/// <param name="Quote">The words that were used; left out when the body would grow over 20 KB.</param>
internal sealed record CitationData(
    int Index,
    string DocumentId,
    string ChunkId,
    string? Title,
    string? Url,
    string? Quote
);
