namespace Chat.Sessions.Messages;

/// <summary>A passage of the company's documents that a reply rests on.</summary>
internal sealed record Citation
{
    public required int Index { get; init; }
    public required string DocumentId { get; init; }
    public required string ChunkId { get; init; }
    public required string Title { get; init; }
    public required string Url { get; init; }
    public required string Quote { get; init; }
}
