namespace Chat.Sessions.Routing;

/// <summary>Which agents may get a conversation.</summary>
internal static class AgentFit
{
    /// <summary>What keeps the agent from getting any conversation.</summary>
    public static AgentObstacle ObstacleOf(RoutingAgent agent) =>
        !agent.IsActive ? AgentObstacle.Inactive
        : !agent.IsOnline ? AgentObstacle.NotOnline
        : !agent.HasRoom ? AgentObstacle.NoRoom
        : AgentObstacle.None;

    public static bool IsAvailable(RoutingAgent agent) => ObstacleOf(agent) is AgentObstacle.None;

    /// <summary>Whether the agent is what the conversation asks for, available or not.</summary>
    public static bool Suits(RoutingAgent agent, RoutingNeed need, RoutingRules rules) =>
        (need.TeamId is null || agent.TeamId == need.TeamId)
        && (
            !rules.MatchDepartment
            || need.Department is null
            || string.Equals(agent.Department, need.Department, StringComparison.OrdinalIgnoreCase)
        )
        && (
            !rules.MatchSkills
            || need.Skills.All(skill => agent.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase))
        );
}
