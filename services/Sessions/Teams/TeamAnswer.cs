namespace Chat.Sessions.Teams;

/// <summary>A team, as REST shows it.</summary>
internal sealed record TeamAnswer
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string? Description { get; init; }

    /// <summary>Agents in it.</summary>
    public required int MemberCount { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static TeamAnswer From(TeamWithSize found) =>
        new()
        {
            Id = found.Team.Id,
            Name = found.Team.Name,
            Description = found.Team.Description,
            MemberCount = found.MemberCount,
            CreatedAt = found.Team.CreatedAt,
            UpdatedAt = found.Team.UpdatedAt,
        };
}
