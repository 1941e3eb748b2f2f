namespace Chat.Sessions.VisitorDetails;

/// <summary>What was seen of a visitor's or user's browser; null where nothing was, or must not be kept.</summary>
internal sealed record BrowserDetails
{
    public string? Ip { get; init; }
    public string? Browser { get; init; }
    public string? Os { get; init; }
    public string? Page { get; init; }
    public string? PageTitle { get; init; }
    public string? Referrer { get; init; }
    public string? Language { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }
    public string? City { get; init; }
}
