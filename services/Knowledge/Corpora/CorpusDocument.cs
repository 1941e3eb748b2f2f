using Chat.Knowledge.Documents;

namespace Chat.Knowledge.Corpora;

/// <summary>A document in memory, shared by its chunks.</summary>
internal sealed record CorpusDocument
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Title to show.</summary>
    public required string Title { get; init; }

    /// <summary>Public address, or empty.</summary>
    public required string Url { get; init; }

    /// <summary>FAQ: the question; else empty.</summary>
    public required string Question { get; init; }
}
