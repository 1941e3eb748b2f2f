namespace Chat.Sessions.Speaking;

/// <summary>What became of the wish to stop a reply.</summary>
internal sealed record StopAnswer
{
    /// <summary>
    /// True: whoever makes the reply was told to stop; what there is of it is kept as an interrupted message with the
    /// reason `stopped`, which readers of the conversation get. False: the reply was not being made any more.
    /// </summary>
    public required bool Stopping { get; init; }
}
