using Chat.Sessions.Conversations;

namespace Chat.Sessions.Messages;

/// <summary>A message that has its place in the log; immutable.</summary>
internal sealed record StoredMessage
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required long Sequence { get; init; }
    public required Author Author { get; init; }
    public required string Text { get; init; }
    public required DateTime CreatedAt { get; init; }
    public string? ClientMessageId { get; init; }
    public required MessageState State { get; init; }
    public string? InterruptionReason { get; init; }
    public Guid? InReplyTo { get; init; }
    public IReadOnlyList<Citation> Citations { get; init; } = [];
    public Usage? Usage { get; init; }

    /// <summary>The earlier reply to the same message, whose place it takes if it is complete.</summary>
    public Guid? Supersedes { get; init; }
}
