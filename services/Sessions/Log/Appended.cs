using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Speaking;

namespace Chat.Sessions.Log;

/// <summary>What appending a message gave.</summary>
internal sealed record Appended
{
    public required ConversationSnapshot Conversation { get; init; }

    /// <summary>As stored; the first one when <see cref="Duplicate"/>.</summary>
    public required StoredMessage Message { get; init; }

    public required bool Created { get; init; }
    public required bool Duplicate { get; init; }

    /// <summary>Set when a lease was asked for and given.</summary>
    public Lease? Lease { get; init; }

    /// <summary>A lease was asked for but is held: by this reply.</summary>
    public Guid? BusyReplyId { get; init; }

    /// <summary>With it: the message that reply answers.</summary>
    public Guid? BusyAnswers { get; init; }

    /// <summary>Readers of this instance follow the conversation now.</summary>
    public bool Followed { get; init; }

    /// <summary>Outside of business hours: the knowledge base alone may answer.</summary>
    public bool KnowledgeOnly { get; init; }

    /// <summary>What the tenant wants of its AI, where that is more than nothing.</summary>
    public AiSettings? Ai { get; init; }

    /// <summary>On a duplicate that was answered: the answer.</summary>
    public StoredMessage? ExistingReply { get; init; }

    /// <summary>Earlier messages, oldest first.</summary>
    public IReadOnlyList<StoredMessage> History { get; init; } = [];
}
