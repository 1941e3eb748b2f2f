namespace Chat.Sessions.Routing;

/// <summary>Gives waiting conversations to agents who have room.</summary>
internal static class QueueMatch
{
    /// <summary>
    /// Who gets what, in the queue's order; what nobody can take now is passed over, so that a rare need does not hold up
    /// the others.
    /// </summary>
    public static List<(WaitingConversation Conversation, RoutingAgent Agent)> Plan(
        IEnumerable<WaitingConversation> queue,
        IEnumerable<RoutingAgent> agents,
        RoutingRules rules
    )
    {
        var byId = agents.ToDictionary(agent => agent.Id);
        var turn = byId.Values.Max(agent => agent.LastAssignedAt) ?? DateTime.MinValue;
        var free = byId.Values.Count(AgentFit.IsAvailable);
        List<(WaitingConversation, RoutingAgent)> plan = [];
        foreach (var conversation in queue.TakeWhile(_ => free > 0))
        {
            if (AgentChoice.Choose(byId.Values, conversation.Need, rules) is not { } agent)
            {
                continue;
            }

            plan.Add((conversation, agent));
            turn = turn.AddTicks(1);
            var busier = agent with { Load = agent.Load + 1, LastAssignedAt = turn };
            byId[agent.Id] = busier;
            free -= busier.HasRoom ? 0 : 1;
        }

        return plan;
    }
}
