namespace Chat.Sessions.Routing;

/// <summary>Decides who gets a conversation.</summary>
/// <remarks>
/// 1. Only who is available counts, and never who just gave the conversation away.
/// 2. Whom the visitor chose; then who had the conversation before, if it suits.
/// 3. Among those who suit: the first by the strategy.
/// 4. The default agent, if no active agent suits. While one suits who is away or full, the conversation waits for it.
/// </remarks>
internal static class AgentChoice
{
    /// <summary>Null: the conversation waits.</summary>
    public static RoutingAgent? Choose(IReadOnlyCollection<RoutingAgent> agents, RoutingNeed need, RoutingRules rules)
    {
        var suiting = agents.Where(agent => AgentFit.Suits(agent, need, rules)).ToList();
        var free = suiting.Where(agent => MayTake(agent, need)).ToList();
        return rules.PreferKnownAgent && Known(agents, free, need) is { } known ? known
            : free.Count > 0 ? free.Min(rules.Order)
            : Default(agents, suiting, need);
    }

    private static RoutingAgent? Known(
        IReadOnlyCollection<RoutingAgent> agents,
        List<RoutingAgent> free,
        RoutingNeed need
    ) =>
        agents.FirstOrDefault(agent => agent.Id == need.PreferredAgentId && MayTake(agent, need))
        ?? free.FirstOrDefault(agent => agent.Id == need.KnownAgentId);

    private static RoutingAgent? Default(
        IReadOnlyCollection<RoutingAgent> agents,
        List<RoutingAgent> suiting,
        RoutingNeed need
    ) =>
        suiting.Any(agent => agent.IsActive && agent.Id != need.ExceptAgentId)
            ? null
            : agents.FirstOrDefault(agent => agent.IsDefault && MayTake(agent, need));

    private static bool MayTake(RoutingAgent agent, RoutingNeed need) =>
        agent.Id != need.ExceptAgentId && AgentFit.IsAvailable(agent);
}
