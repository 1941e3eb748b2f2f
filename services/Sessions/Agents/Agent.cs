namespace Chat.Sessions.Agents;

/// <summary>Somebody who works for a tenant.</summary>
internal sealed class Agent
{
    public required Guid Id { get; init; }
    public required Guid TenantId { get; init; }
    public required string Email { get; set; }
    public required string Name { get; set; }
    public string? AvatarUrl { get; set; }
    public AgentRole Role { get; set; } = AgentRole.Agent;

    /// <summary>What the person is, for people to read.</summary>
    public string? Title { get; set; }

    /// <summary>Conversations at the same time.</summary>
    public int Capacity { get; set; } = AgentLimits.DefaultCapacity;

    public string[] Skills { get; set; } = [];
    public string? Department { get; set; }

    /// <summary>Step of the hierarchy, from 1 upwards.</summary>
    public int Level { get; set; } = 1;

    public Guid? ParentId { get; set; }
    public Guid? TeamId { get; set; }
    public AgentVisibility Visibility { get; set; } = AgentVisibility.Internal;

    /// <summary>Whether the person may come in at all.</summary>
    public bool IsActive { get; set; } = true;

    public AgentMode ModeOverride { get; set; }
    public bool AiEnabled { get; set; } = true;
    public bool AutoAccept { get; set; }

    /// <summary>Whom conversations go to that nobody else is found for; one of a tenant at most.</summary>
    public bool IsDefault { get; set; }

    /// <summary>What the agent chose.</summary>
    public AgentStatus ChosenStatus { get; private set; } = AgentStatus.Online;

    /// <summary>What others see. Presence writes it.</summary>
    public AgentStatus Status { get; private set; } = AgentStatus.Offline;

    /// <summary>Up to half a minute late; null: never seen. Presence writes it.</summary>
    public DateTime? LastActivityAt { get; private set; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; set; }
    public DateTime? DeletedAt { get; private set; }

    /// <summary>Grows with every change somebody made.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>What the request that made it was sent under, so that its repetition finds the agent; null once deleted.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>Whether it may change the others.</summary>
    public bool IsActiveAdmin => IsActive && Role is AgentRole.Admin;

    /// <summary>The person is gone; its name stays for the transcripts.</summary>
    public void Delete(DateTime now)
    {
        IsActive = false;
        IsDefault = false;
        // It is unique, and would be in the way of whoever uses it again and finds no agent under it.
        IdempotencyKey = null;
        DeletedAt ??= now;
        Touch(now);
    }

    /// <summary>Somebody changed it.</summary>
    public void Touch(DateTime now)
    {
        UpdatedAt = now;
        Version++;
    }
}
