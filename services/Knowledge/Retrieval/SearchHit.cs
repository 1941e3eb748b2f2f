using Chat.Knowledge.Documents;

namespace Chat.Knowledge.Retrieval;

/// <summary>A passage found.</summary>
internal sealed record SearchHit
{
    /// <summary>0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>The chunk.</summary>
    public required Guid ChunkId { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }

    /// <summary>The document it is of.</summary>
    public required Guid DocumentId { get; init; }

    /// <summary>What the document is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Title to show.</summary>
    public required string Title { get; init; }

    /// <summary>Public address, or empty.</summary>
    public required string Url { get; init; }

    /// <summary>FAQ: the question; else empty.</summary>
    public required string Question { get; init; }
}
