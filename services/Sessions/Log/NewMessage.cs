using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Log;

/// <summary>A message on its way into the log.</summary>
internal sealed record NewMessage
{
    public required Guid TenantId { get; init; }
    public required AppendTarget Target { get; init; }

    /// <summary>The conversation's id; the one it gets when it has to be created.</summary>
    public required Guid ConversationId { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>Whose conversations are open to the caller.</summary>
    public ConversationGuard Guard { get; init; }

    public required Guid MessageId { get; init; }
    public required Author Author { get; init; }
    public required string Text { get; init; }
    public MessageType Type { get; init; } = MessageType.Text;
    public MessageVisibility Visibility { get; init; } = MessageVisibility.Public;

    /// <summary>A JSON object as text.</summary>
    public string? Metadata { get; init; }

    public string? ClientMessageId { get; init; }
    public MessageState State { get; init; } = MessageState.Complete;
    public string? InterruptionReason { get; init; }
    public Guid? InReplyTo { get; init; }
    public IReadOnlyList<Citation> Citations { get; init; } = [];
    public Usage? Usage { get; init; }

    /// <summary>Set on replies: the fence under which it was spoken.</summary>
    public long? Fence { get; init; }

    /// <summary>With a fence: append only if nobody renewed the lease since it was to expire then.</summary>
    public DateTime? LeaseExpiry { get; init; }

    /// <summary>The lease is asked for, for this reply.</summary>
    public Guid? LeaseReplyId { get; init; }

    /// <summary>With a lease: whether to answer again; with a fence: the reply supersedes the one before.</summary>
    public AnswerAgain Again { get; init; }

    /// <summary>Whether the AI may answer it; if not, no lease is given.</summary>
    public AiTurn AiTurn { get; init; }

    /// <summary>The author is an agent who may not write into what another agent has.</summary>
    public bool OwnAgentOnly { get; init; }

    /// <summary>A customer's that the AI is not asked to answer.</summary>
    public bool AsksNothing { get; init; }

    /// <summary>How many earlier messages to return.</summary>
    public int HistoryLimit { get; init; }
}
