namespace Chat.Sessions.Dashboard;

/// <summary>The figures of this moment.</summary>
internal sealed record StatsAnswer
{
    /// <summary>Conversations that are not over and do not wait: with the AI or with an agent.</summary>
    public required int Active { get; init; }

    /// <summary>Conversations that wait for an agent.</summary>
    public required int Waiting { get; init; }

    /// <summary>Those of the active ones that an agent has.</summary>
    public required int Assigned { get; init; }

    /// <summary>Resolved since midnight in the time zone of the business hours, whatever became of them since.</summary>
    public required int ResolvedToday { get; init; }

    /// <summary>Agents who are not kept out.</summary>
    public required int AgentsTotal { get; init; }

    /// <summary>Those of them who are online.</summary>
    public required int AgentsOnline { get; init; }

    public static StatsAnswer From(DashboardStats stats) =>
        new()
        {
            Active = stats.Open + stats.Assigned,
            Waiting = stats.Queued,
            Assigned = stats.Assigned,
            ResolvedToday = stats.ResolvedToday,
            AgentsTotal = stats.Agents,
            AgentsOnline = stats.AgentsOnline,
        };
}
