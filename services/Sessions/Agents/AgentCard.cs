namespace Chat.Sessions.Agents;

/// <summary>What other features need to know of an agent, as it is now.</summary>
internal sealed record AgentCard
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required string? AvatarUrl { get; init; }
    public required AgentRole Role { get; init; }
    public required string? Title { get; init; }

    /// <summary>What others see: whether it can be given work.</summary>
    public required AgentStatus Status { get; init; }

    /// <summary>Conversations at the same time.</summary>
    public required int Capacity { get; init; }

    public required string[] Skills { get; init; }
    public required string? Department { get; init; }
    public required int Level { get; init; }
    public required Guid? ParentId { get; init; }
    public required Guid? TeamId { get; init; }
    public required AgentVisibility Visibility { get; init; }
    public required AgentMode ModeOverride { get; init; }
    public required bool AiEnabled { get; init; }
    public required bool AutoAccept { get; init; }
    public required bool IsDefault { get; init; }

    /// <summary>False for those who are kept out and those who left.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Null: never seen.</summary>
    public required DateTime? LastActivityAt { get; init; }

    /// <summary>Conversations the agent has now, those included that wait for their customer.</summary>
    public required int ActiveConversations { get; init; }
}
