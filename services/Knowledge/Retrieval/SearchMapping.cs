using Chat.Contracts.Knowledge.V1;
using DocumentKind = Chat.Contracts.Knowledge.V1.DocumentKind;

namespace Chat.Knowledge.Retrieval;

/// <summary>Search results as contract messages.</summary>
internal static class SearchMapping
{
    /// <summary>The answer to a search.</summary>
    public static SearchResponse ToProto(SearchResult result)
    {
        var response = new SearchResponse { DocumentCount = result.DocumentCount };
        foreach (var hit in result.Hits)
        {
            response.Hits.Add(ToProto(hit));
        }
        return response;
    }

    private static Hit ToProto(SearchHit hit)
    {
        var document = hit.Chunk.Document;
        return new Hit
        {
            DocumentId = document.Id.ToString(),
            ChunkId = hit.Chunk.Id.ToString(),
            Kind = document.Kind == Documents.DocumentKind.Faq ? DocumentKind.Faq : DocumentKind.Text,
            Title = document.Title,
            Url = document.Url,
            Text = hit.Chunk.Text,
            Question = document.Question,
            Score = hit.Score,
        };
    }
}
