namespace Chat.Sessions.Ratings;

/// <summary>What the customer thinks of a conversation.</summary>
internal sealed record Rating
{
    public required RatingKind Kind { get; init; }

    /// <summary>Thumbs: 0 or 1; the others 1 to 5.</summary>
    public required int Value { get; init; }

    public required IReadOnlyList<string> FollowUp { get; init; }
    public string? Comment { get; init; }

    /// <summary>Who had the conversation when it was rated first.</summary>
    public Guid? AgentId { get; init; }

    public required DateTime RatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>1 to 5, whatever it was rated with.</summary>
    public int Satisfaction =>
        Kind is RatingKind.Thumbs
            ? Value == 0
                ? 1
                : 5
            : Value;
}
