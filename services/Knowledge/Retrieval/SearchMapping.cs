using Chat.Contracts.Knowledge.V1;
using DocumentKind = Chat.Contracts.Knowledge.V1.DocumentKind;

namespace Chat.Knowledge.Retrieval;

/// <summary>Search results as contract messages.</summary>
internal static class SearchMapping
{
    /// <summary>The answer to a search.</summary>
    public static SearchResponse ToProto(SearchResult result) =>
        new() { Hits = { result.Hits.Select(ToProto) }, DocumentCount = result.DocumentCount };

    private static Hit ToProto(SearchHit hit) =>
        new()
        {
            DocumentId = hit.DocumentId.ToString(),
            ChunkId = hit.ChunkId.ToString(),
            Kind = hit.Kind == Documents.DocumentKind.Faq ? DocumentKind.Faq : DocumentKind.Text,
            Title = hit.Title,
            Url = hit.Url,
            Text = hit.Text,
            Question = hit.Question,
            Score = hit.Score,
        };
}
