namespace Chat.Sessions.Dashboard;

/// <summary>A tenant's figures at one moment.</summary>
internal sealed record DashboardStats
{
    /// <summary>Nobody has them: the AI answers.</summary>
    public required int Open { get; init; }

    /// <summary>They wait for an agent.</summary>
    public required int Queued { get; init; }

    /// <summary>An agent has them, those that wait for the customer included.</summary>
    public required int Assigned { get; init; }

    /// <summary>Resolved since midnight in the tenant's time zone, whatever became of them since.</summary>
    public required int ResolvedToday { get; init; }

    /// <summary>Active agents.</summary>
    public required int Agents { get; init; }

    /// <summary>Those of them who are online.</summary>
    public required int AgentsOnline { get; init; }
}
