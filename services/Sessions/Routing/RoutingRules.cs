using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Routing;

/// <summary>What a tenant's settings say about whom to choose.</summary>
internal sealed record RoutingRules
{
    /// <summary>Who goes first among those who suit (<see cref="AgentOrder"/>).</summary>
    public IComparer<RoutingAgent> Order { get; init; } = AgentOrder.LeastBusy;

    public bool MatchSkills { get; init; } = true;
    public bool MatchDepartment { get; init; } = true;

    /// <summary>The preferred and the known agent go first.</summary>
    public bool PreferKnownAgent { get; init; } = true;

    public static RoutingRules Of(RoutingSettings settings) =>
        new()
        {
            Order = settings.Strategy is RoutingStrategy.RoundRobin ? AgentOrder.RoundRobin : AgentOrder.LeastBusy,
            MatchSkills = settings.MatchSkills,
            MatchDepartment = settings.MatchDepartment,
            PreferKnownAgent = settings.PreferKnownAgent,
        };
}
