using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Teams;

/// <summary>Somebody below an agent, as REST shows it.</summary>
internal sealed record SubordinateAnswer
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string? AvatarUrl { get; init; }

    /// <summary>`agent`, `manager` or `admin`.</summary>
    [AllowedValues("agent", "manager", "admin")]
    public required string Role { get; init; }

    public required string? Title { get; init; }

    /// <summary>What others see.</summary>
    public required string Status { get; init; }

    public required int Level { get; init; }
    public required Guid? ParentId { get; init; }
    public required Guid? TeamId { get; init; }

    /// <summary>0: reports to the agent itself.</summary>
    public required int Depth { get; init; }

    public static SubordinateAnswer From(Subordinate below) =>
        new()
        {
            Id = below.Agent.Id,
            Name = below.Agent.Name,
            AvatarUrl = below.Agent.AvatarUrl,
            Role = AgentWords.Of(below.Agent.Role),
            Title = below.Agent.Title,
            Status = AgentWords.Of(below.Agent.Status),
            Level = below.Agent.Level,
            ParentId = below.Agent.ParentId,
            TeamId = below.Agent.TeamId,
            Depth = below.Depth,
        };
}
