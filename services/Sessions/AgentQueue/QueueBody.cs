namespace Chat.Sessions.AgentQueue;

/// <summary>What is asked of the agent who will answer. What is absent stays as it was.</summary>
internal sealed record QueueBody
{
    /// <summary>Of agents and secret keys, for the colleagues: kept as a note of the conversation; 1 to 5,000 UTF-16 units.</summary>
    public string? Note { get; init; }

    /// <summary>All of them; at most 20, each of 1 to 50 UTF-16 units.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>At most 64 UTF-16 units.</summary>
    public string? Department { get; init; }

    /// <summary>A team of the tenant.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>For agents: the superior to hand it to; absent: the nearest who is available.</summary>
    public Guid? AgentId { get; init; }
}
