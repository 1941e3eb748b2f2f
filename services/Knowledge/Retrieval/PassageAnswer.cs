using System.ComponentModel.DataAnnotations;
using Chat.Knowledge.Documents;

namespace Chat.Knowledge.Retrieval;

/// <summary>One passage.</summary>
internal sealed record PassageAnswer
{
    /// <summary>The document it is of.</summary>
    public required Guid DocumentId { get; init; }

    /// <summary>The passage itself.</summary>
    public required Guid ChunkId { get; init; }

    /// <summary><c>faq</c> or <c>text</c>.</summary>
    [AllowedValues("faq", "text")]
    public required string Kind { get; init; }

    /// <summary>Title to show.</summary>
    public required string Title { get; init; }

    /// <summary>Public address, or null.</summary>
    public required string? Url { get; init; }

    /// <summary>FAQ: the question; else null.</summary>
    public required string? Question { get; init; }

    /// <summary>FAQ: the answer; else the chunk.</summary>
    public required string Text { get; init; }

    /// <summary>How well it fits, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>The answer for a hit.</summary>
    public static PassageAnswer From(SearchHit hit)
    {
        var document = hit.Chunk.Document;
        return new PassageAnswer
        {
            DocumentId = document.Id,
            ChunkId = hit.Chunk.Id,
            Kind = document.Kind == DocumentKind.Faq ? "faq" : "text",
            Title = document.Title,
            Url = document.Url.Length > 0 ? document.Url : null,
            Question = document.Question.Length > 0 ? document.Question : null,
            Text = hit.Chunk.Text,
            Score = hit.Score,
        };
    }
}
