using Chat.Sessions.Messages;

namespace Chat.Sessions.Live;

/// <summary>A stretch of a conversation's log, and where the log stands.</summary>
internal sealed record LogSnapshot
{
    public required long Epoch { get; init; }
    public required long LastSequence { get; init; }

    /// <summary>Somebody holds the right to speak: a reply may be under way.</summary>
    public required bool IsSpoken { get; init; }

    /// <summary>Messages behind the sequence that was asked for, oldest first, bounded.</summary>
    public required IReadOnlyList<StoredMessage> Messages { get; init; }

    /// <summary>There are more behind the last one.</summary>
    public required bool HasMore { get; init; }
}
