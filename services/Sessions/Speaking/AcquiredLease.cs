using Chat.Sessions.Messages;

namespace Chat.Sessions.Speaking;

/// <summary>A lease just taken, and the conversation at that moment.</summary>
internal sealed record AcquiredLease
{
    public required Lease Lease { get; init; }
    public required long LastSequence { get; init; }

    /// <summary>The newest messages, oldest first.</summary>
    public required IReadOnlyList<StoredMessage> History { get; init; }
}
