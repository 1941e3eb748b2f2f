namespace Chat.Sessions.Teams;

/// <summary>Agents who work together.</summary>
internal sealed class Team
{
    public required Guid Id { get; init; }
    public required Guid TenantId { get; init; }
    public required string Name { get; set; }
    public string? Description { get; set; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; set; }

    /// <summary>Grows with every change.</summary>
    public long Version { get; set; } = 1;

    public string? IdempotencyKey { get; init; }
}
