namespace Chat.Sessions.Speaking;

/// <summary>A lease after its renewal, and what its holder should know.</summary>
internal sealed record RenewedLease
{
    public required Lease Lease { get; init; }

    /// <summary>Where the conversation's log stands.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Why the holder should stop; null: go on.</summary>
    public required string? Stop { get; init; }
}
