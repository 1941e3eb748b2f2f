using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Agents;

/// <summary>An agent who can be given work, as REST shows it.</summary>
internal sealed record AvailableAgentAnswer
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required string? AvatarUrl { get; init; }

    /// <summary>`agent`, `manager` or `admin`.</summary>
    [AllowedValues("agent", "manager", "admin")]
    public required string Role { get; init; }

    public required string? Title { get; init; }

    /// <summary>`online`.</summary>
    [AllowedValues("online")]
    public required string Status { get; init; }

    /// <summary>Conversations at the same time.</summary>
    public required int Capacity { get; init; }

    /// <summary>Conversations the agent has now; fewer than its capacity.</summary>
    public required int ActiveConversations { get; init; }

    public required IReadOnlyList<string> Skills { get; init; }
    public required string? Department { get; init; }
    public required int Level { get; init; }
    public required Guid? TeamId { get; init; }

    public static AvailableAgentAnswer From(AgentCard card) =>
        new()
        {
            Id = card.Id,
            Email = card.Email,
            Name = card.Name,
            AvatarUrl = card.AvatarUrl,
            Role = AgentWords.Of(card.Role),
            Title = card.Title,
            Status = AgentWords.Of(card.Status),
            Capacity = card.Capacity,
            ActiveConversations = card.ActiveConversations,
            Skills = card.Skills,
            Department = card.Department,
            Level = card.Level,
            TeamId = card.TeamId,
        };
}
