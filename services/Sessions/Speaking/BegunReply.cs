using Chat.Sessions.Messages;

namespace Chat.Sessions.Speaking;

/// <summary>A reply that may be spoken now, by this caller.</summary>
internal sealed record BegunReply
{
    public required ActiveReply Reply { get; init; }

    /// <summary>Which of the reply's calls this is.</summary>
    public required int Caller { get; init; }

    public required Lease Lease { get; init; }

    /// <summary>The conversation, when the lease was taken here.</summary>
    public IReadOnlyList<StoredMessage> History { get; init; } = [];
}
