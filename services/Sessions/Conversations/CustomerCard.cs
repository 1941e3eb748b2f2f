namespace Chat.Sessions.Conversations;

/// <summary>Whom the company talks to, as far as a conversation shows it; also as REST does.</summary>
internal sealed record CustomerCard
{
    public required Guid Id { get; init; }
    public string? Email { get; init; }
    public required string Name { get; init; }
    public string? Phone { get; init; }
    public string? Company { get; init; }
    public string? AvatarUrl { get; init; }
}
