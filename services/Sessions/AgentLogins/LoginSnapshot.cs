namespace Chat.Sessions.AgentLogins;

/// <summary>A login as its row says, and how long ago its token was replaced last, by the database's clock.</summary>
internal sealed record LoginSnapshot
{
    public required AgentIdentity Agent { get; init; }
    public required int Generation { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public required TimeSpan SinceRefresh { get; init; }

    /// <summary>It was ended, or has expired.</summary>
    public required bool IsOver { get; init; }
}
