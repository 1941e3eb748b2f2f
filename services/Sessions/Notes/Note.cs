namespace Chat.Sessions.Notes;

/// <summary>What somebody of the company wrote about a conversation, for their own.</summary>
internal sealed record Note
{
    public required Guid Id { get; init; }

    /// <summary>The agent; empty for the company's backend.</summary>
    public required string AuthorId { get; init; }

    public required string AuthorName { get; init; }
    public required string Text { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? EditedAt { get; init; }
}
