namespace Chat.Inference.Prompts;

/// <summary>A passage of the company's documents.</summary>
internal sealed record Passage
{
    /// <summary>The document in Knowledge.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The chunk in Knowledge.</summary>
    public required string ChunkId { get; init; }

    /// <summary>Title to show.</summary>
    public required string Title { get; init; }

    /// <summary>Public address, or empty.</summary>
    public string Url { get; init; } = "";

    /// <summary>The question a FAQ entry answers; empty for texts.</summary>
    public string Question { get; init; } = "";

    /// <summary>The passage itself.</summary>
    public required string Text { get; init; }

    /// <summary>How well it fits the question, 0 to 1.</summary>
    public required double Score { get; init; }
}
