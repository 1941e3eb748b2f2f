namespace Chat.Sessions.Routing;

/// <summary>Whom an agent hands a conversation up to.</summary>
internal static class EscalationPath
{
    /// <summary>
    /// The nearest available of the agent's superiors, upwards; if none is, the available one of its team who stands
    /// nearest above it, by the strategy among equals. Null: nobody.
    /// </summary>
    public static RoutingAgent? Next(
        IReadOnlyCollection<RoutingAgent> agents,
        Guid fromId,
        IComparer<RoutingAgent> order
    )
    {
        var byId = agents.ToDictionary(agent => agent.Id);
        return byId.TryGetValue(fromId, out var from)
            ? Superiors(byId, from).FirstOrDefault(AgentFit.IsAvailable) ?? OfTeam(agents, from, order)
            : null;
    }

    /// <summary>Whether the target stands above the agent: a superior of any step, or higher in the same team.</summary>
    public static bool IsAbove(IReadOnlyCollection<RoutingAgent> agents, Guid fromId, RoutingAgent target)
    {
        var byId = agents.ToDictionary(agent => agent.Id);
        return byId.TryGetValue(fromId, out var from)
            && (Superiors(byId, from).Any(superior => superior.Id == target.Id) || IsHigherInTeam(target, from));
    }

    private static IEnumerable<RoutingAgent> Superiors(Dictionary<Guid, RoutingAgent> byId, RoutingAgent from)
    {
        // Cycles are refused when the hierarchy is changed; here one would only end the walk.
        var seen = new HashSet<Guid> { from.Id };
        while (from.ParentId is { } parentId && seen.Add(parentId) && byId.TryGetValue(parentId, out var parent))
        {
            yield return parent;
            from = parent;
        }
    }

    private static RoutingAgent? OfTeam(
        IReadOnlyCollection<RoutingAgent> agents,
        RoutingAgent from,
        IComparer<RoutingAgent> order
    ) =>
        agents
            .Where(agent => IsHigherInTeam(agent, from) && AgentFit.IsAvailable(agent))
            .OrderBy(agent => agent.Level)
            .ThenBy(agent => agent, order)
            .FirstOrDefault();

    private static bool IsHigherInTeam(RoutingAgent agent, RoutingAgent from) =>
        from.TeamId is not null && agent.TeamId == from.TeamId && agent.Level > from.Level;
}
