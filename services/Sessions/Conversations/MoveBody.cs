namespace Chat.Sessions.Conversations;

/// <summary>Why the status is changed.</summary>
internal sealed record MoveBody
{
    /// <summary>A word for programs, shown in the event; at most 200 UTF-16 units.</summary>
    public string? Reason { get; init; }
}
