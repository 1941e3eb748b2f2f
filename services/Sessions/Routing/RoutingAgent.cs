using Chat.Sessions.Agents;

namespace Chat.Sessions.Routing;

/// <summary>An agent as routing sees it at one moment.</summary>
internal sealed record RoutingAgent
{
    public required Guid Id { get; init; }

    /// <summary>Whether the person may work at all.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Whether others see it as online: connected, not idle, neither away nor busy.</summary>
    public required bool IsOnline { get; init; }

    /// <summary>Conversations at the same time.</summary>
    public required int Capacity { get; init; }

    /// <summary>Open assignments, counted.</summary>
    public required int Load { get; init; }

    public IReadOnlyCollection<string> Skills { get; init; } = [];
    public string? Department { get; init; }
    public Guid? TeamId { get; init; }
    public Guid? ParentId { get; init; }

    /// <summary>Step of the hierarchy, from 1 upwards.</summary>
    public int Level { get; init; } = 1;

    /// <summary>Visitors may see and choose the agent.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Gets the conversations that nobody else suits.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Is given conversations also where the tenant leaves it to agents to take them.</summary>
    public bool AutoAccepts { get; init; }

    /// <summary>Who answers in its conversations.</summary>
    public AgentMode Mode { get; init; }

    /// <summary>Whether the AI may answer in them at all.</summary>
    public bool MayAiHelp { get; init; } = true;

    /// <summary>When it was given a conversation last; null: never.</summary>
    public DateTime? LastAssignedAt { get; init; }

    public bool HasRoom => Load < Capacity;
}
