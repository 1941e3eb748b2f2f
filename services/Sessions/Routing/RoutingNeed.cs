namespace Chat.Sessions.Routing;

/// <summary>What a conversation asks of the agent who gets it.</summary>
internal sealed record RoutingNeed
{
    /// <summary>All of them.</summary>
    public IReadOnlyCollection<string> Skills { get; init; } = [];

    /// <summary>Null: any.</summary>
    public string? Department { get; init; }

    /// <summary>Null: any.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Whom the visitor chose: goes first whatever else is asked.</summary>
    public Guid? PreferredAgentId { get; init; }

    /// <summary>Who had the conversation before: goes first among those who suit.</summary>
    public Guid? KnownAgentId { get; init; }

    /// <summary>Who just gave it away.</summary>
    public Guid? ExceptAgentId { get; init; }
}
