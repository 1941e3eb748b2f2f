namespace Chat.Gateway.WebSockets.Commands;

/// <summary>What a customer thinks of a conversation that ended.</summary>
internal sealed record RatingFrame(string Id, string ConversationId) : ClientFrame(Id)
{
    /// <summary>Empty: a plain 1 to 5.</summary>
    public string RatingType { get; init; } = "";

    public int Value { get; init; }

    /// <summary>Null: as before.</summary>
    public IReadOnlyList<string>? FollowUp { get; init; }

    /// <summary>Null: as before.</summary>
    public string? Comment { get; init; }
}
