namespace Chat.Sessions.Routing;

/// <summary>What a tenant's settings say about routing.</summary>
internal sealed record RoutingRules
{
    /// <summary>Who goes first among those who suit (<see cref="AgentOrder"/>).</summary>
    public IComparer<RoutingAgent> Order { get; init; } = AgentOrder.LeastBusy;

    public bool MatchSkills { get; init; } = true;
    public bool MatchDepartment { get; init; } = true;

    /// <summary>The preferred and the known agent go first.</summary>
    public bool PreferKnownAgent { get; init; } = true;
}
