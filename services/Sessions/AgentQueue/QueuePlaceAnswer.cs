namespace Chat.Sessions.AgentQueue;

/// <summary>Where a conversation stands in the queue.</summary>
internal sealed record QueuePlaceAnswer
{
    /// <summary>From 1, which is next; 0: it does not wait.</summary>
    public required int Position { get; init; }

    /// <summary>Whole minutes in seconds; null: it does not wait, or nobody is online.</summary>
    public required int? EstimatedWaitSeconds { get; init; }

    public static QueuePlaceAnswer From(QueuePlace place) =>
        new() { Position = place.Place, EstimatedWaitSeconds = (int?)place.Wait?.TotalSeconds };
}
