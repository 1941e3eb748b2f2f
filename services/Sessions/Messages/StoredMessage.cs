using Chat.Sessions.Conversations;
using Chat.Sessions.Labels;

namespace Chat.Sessions.Messages;

/// <summary>A message that has its place in the log; its place and author never change.</summary>
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

    public MessageType Type { get; init; } = MessageType.Text;
    public MessageVisibility Visibility { get; init; } = MessageVisibility.Public;

    /// <summary>A JSON object as text.</summary>
    public string? Metadata { get; init; }

    /// <summary>Set when <see cref="Type"/> is an event.</summary>
    public ConversationEvent? Event { get; init; }

    /// <summary>A customer's that the AI is not asked to answer; known where the message was read with all that became of it.</summary>
    public bool AsksNothing { get; init; }

    public DateTime? EditedAt { get; init; }

    /// <summary>Set when it was deleted, and with it text and metadata.</summary>
    public DateTime? DeletedAt { get; init; }

    public IReadOnlyList<Reaction> Reactions { get; init; } = [];

    /// <summary>How far it has come; set where it was asked for, and never of events and what is internal.</summary>
    public DeliveryStatus? Delivery { get; init; }

    /// <summary>What agents think of it for training; set where it was asked for.</summary>
    public TrainingLabel? Label { get; init; }
}
