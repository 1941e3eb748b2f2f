using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Agents;

/// <summary>An agent, as REST shows it.</summary>
internal sealed record AgentAnswer
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required string? AvatarUrl { get; init; }

    /// <summary>`agent`, `manager` or `admin`.</summary>
    [AllowedValues("agent", "manager", "admin")]
    public required string Role { get; init; }

    /// <summary>What the person is.</summary>
    public required string? Title { get; init; }

    /// <summary>What others see: `online`, `away`, `busy` or `offline`.</summary>
    [AllowedValues("online", "away", "busy", "offline")]
    public required string Status { get; init; }

    /// <summary>What the agent chose, by the same words.</summary>
    public required string ChosenStatus { get; init; }

    /// <summary>Conversations at the same time.</summary>
    public required int Capacity { get; init; }

    /// <summary>Conversations the agent has now, counted.</summary>
    public required int ActiveConversations { get; init; }

    public required IReadOnlyList<string> Skills { get; init; }
    public required string? Department { get; init; }

    /// <summary>Step of the hierarchy, from 1 upwards.</summary>
    public required int Level { get; init; }

    public required Guid? ParentId { get; init; }
    public required Guid? TeamId { get; init; }

    /// <summary>`internal` or `public`.</summary>
    [AllowedValues("internal", "public")]
    public required string Visibility { get; init; }

    /// <summary>False: the person is kept out.</summary>
    public required bool IsActive { get; init; }

    /// <summary>`none`, `ai` or `manual`.</summary>
    [AllowedValues("none", "ai", "manual")]
    public required string ModeOverride { get; init; }

    public required bool AiEnabled { get; init; }
    public required bool AutoAccept { get; init; }
    public required bool IsDefault { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>Up to half a minute late; null: never seen.</summary>
    public required DateTime? LastActivityAt { get; init; }

    public static AgentAnswer From(Agent agent, int activeConversations) =>
        new()
        {
            Id = agent.Id,
            Email = agent.Email,
            Name = agent.Name,
            AvatarUrl = agent.AvatarUrl,
            Role = AgentWords.Of(agent.Role),
            Title = agent.Title,
            Status = AgentWords.Of(agent.Status),
            ChosenStatus = AgentWords.Of(agent.ChosenStatus),
            Capacity = agent.Capacity,
            ActiveConversations = activeConversations,
            Skills = agent.Skills,
            Department = agent.Department,
            Level = agent.Level,
            ParentId = agent.ParentId,
            TeamId = agent.TeamId,
            Visibility = AgentWords.Of(agent.Visibility),
            IsActive = agent.IsActive,
            ModeOverride = AgentWords.Of(agent.ModeOverride),
            AiEnabled = agent.AiEnabled,
            AutoAccept = agent.AutoAccept,
            IsDefault = agent.IsDefault,
            CreatedAt = agent.CreatedAt,
            UpdatedAt = agent.UpdatedAt,
            LastActivityAt = agent.LastActivityAt,
        };
}
