namespace Chat.Sessions.AgentThreads;

/// <summary>Who takes part; also as REST shows it.</summary>
internal sealed record AgentThreadMember
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public string? AvatarUrl { get; init; }
}
