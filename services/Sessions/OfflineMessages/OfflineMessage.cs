using Chat.Sessions.Conversations;

namespace Chat.Sessions.OfflineMessages;

/// <summary>A message left while nobody was there.</summary>
internal sealed record OfflineMessage
{
    public required Guid Id { get; init; }

    /// <summary>Visitor or user; null: nobody with a token.</summary>
    public required AuthorKind? SenderKind { get; init; }

    public required string? SenderId { get; init; }
    public required OfflineMessageDetails Details { get; init; }

    /// <summary>To the microsecond, as the database keeps it.</summary>
    public required DateTime LeftAt { get; init; }

    /// <summary>When somebody had seen to it; null: nobody has.</summary>
    public DateTime? HandledAt { get; init; }

    /// <summary>Id of the agent or key who had.</summary>
    public string? HandledBy { get; init; }
}
