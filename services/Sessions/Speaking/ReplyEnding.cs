using Chat.Sessions.Messages;

namespace Chat.Sessions.Speaking;

/// <summary>Ends a reply: what becomes its message.</summary>
internal sealed record ReplyEnding
{
    public required string Text { get; init; }
    public required MessageState State { get; init; }
    public required string? InterruptionReason { get; init; }
    public IReadOnlyList<Citation> Citations { get; init; } = [];
    public Usage? Usage { get; init; }
}
