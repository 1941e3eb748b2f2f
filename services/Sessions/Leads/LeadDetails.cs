namespace Chat.Sessions.Leads;

/// <summary>What was left; empty where nothing was.</summary>
internal sealed record LeadDetails
{
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string Company { get; init; }
    public required string Phone { get; init; }
    public required string ProjectDetails { get; init; }
    public required string Source { get; init; }
}
