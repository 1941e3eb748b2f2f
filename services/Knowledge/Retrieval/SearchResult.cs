namespace Chat.Knowledge.Retrieval;

/// <summary>What a search found.</summary>
/// <param name="Hits">Best first.</param>
/// <param name="DocumentCount">Documents of the tenant.</param>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Hits, long DocumentCount);
