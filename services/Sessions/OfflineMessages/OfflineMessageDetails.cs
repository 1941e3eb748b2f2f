namespace Chat.Sessions.OfflineMessages;

/// <summary>What was left; empty where nothing was.</summary>
internal sealed record OfflineMessageDetails
{
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string Phone { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string PageUrl { get; init; }

    /// <summary>Further fields of the form.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
}
