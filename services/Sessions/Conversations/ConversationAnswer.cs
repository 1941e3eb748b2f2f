using Chat.Sessions.Messages;

namespace Chat.Sessions.Conversations;

/// <summary>A conversation, as REST shows it.</summary>
internal sealed record ConversationAnswer
{
    public required Guid Id { get; init; }
    public required string? ExternalId { get; init; }
    public required AuthorAnswer Owner { get; init; }

    /// <summary>`ai` or `manual`.</summary>
    public required string Mode { get; init; }

    /// <summary>`open` or `closed`.</summary>
    public required string Status { get; init; }

    public required long Epoch { get; init; }
    public required long LastSequence { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static ConversationAnswer From(ConversationSnapshot conversation) =>
        new()
        {
            Id = conversation.Id,
            ExternalId = conversation.ExternalId,
            Owner = AuthorAnswer.From(conversation.Owner),
            Mode = conversation.Mode is ConversationMode.Ai ? "ai" : "manual",
            Status = conversation.Status is ConversationStatus.Open ? "open" : "closed",
            Epoch = conversation.Epoch,
            LastSequence = conversation.LastSequence,
            CreatedAt = conversation.CreatedAt,
            UpdatedAt = conversation.UpdatedAt,
        };
}
