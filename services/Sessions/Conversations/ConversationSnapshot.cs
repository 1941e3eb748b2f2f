namespace Chat.Sessions.Conversations;

/// <summary>A conversation as it was at one moment, without its messages.</summary>
internal sealed record ConversationSnapshot
{
    public required Guid Id { get; init; }
    public required string? ExternalId { get; init; }
    public required Author Owner { get; init; }
    public required ConversationMode Mode { get; init; }
    public required ConversationStatus Status { get; init; }
    public required long Epoch { get; init; }
    public required long LastSequence { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
}
