namespace Chat.Sessions.VisitorDetails;

/// <summary>What was seen of a browser; null where nothing was, or where the company keeps nothing.</summary>
internal sealed record BrowserAnswer
{
    public required string? Ip { get; init; }

    /// <summary>Name and main version.</summary>
    public required string? Browser { get; init; }

    public required string? Os { get; init; }
    public required string? Page { get; init; }
    public required string? PageTitle { get; init; }
    public required string? Referrer { get; init; }
    public required string? Language { get; init; }

    /// <summary>As the proxy in front of us says.</summary>
    public required string? Country { get; init; }

    public required string? Region { get; init; }
    public required string? City { get; init; }
    public required DateTime SeenAt { get; init; }
}
