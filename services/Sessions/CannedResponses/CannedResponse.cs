namespace Chat.Sessions.CannedResponses;

/// <summary>Something agents say often, as it was at one moment.</summary>
internal sealed record CannedResponse
{
    public required Guid Id { get; init; }
    public required CannedText Text { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public required long Version { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Id of the agent or key who made it.</summary>
    public required string CreatedBy { get; init; }
}
