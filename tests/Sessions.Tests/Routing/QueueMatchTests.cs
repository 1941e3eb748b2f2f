using Chat.ServiceDefaults;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Routing;

public sealed class QueueMatchTests
{
    [Fact]
    public void Plan_NoRoom_Nothing() => Assert.Empty(Plan([Waiting()], RoutingAgents.Full(), RoutingAgents.Away()));

    [Fact]
    public void Plan_NoAgents_Nothing() => Assert.Empty(Plan([Waiting()]));

    [Fact]
    public void Plan_MoreWaitThanRoom_FirstComeFirst()
    {
        var agent = RoutingAgents.Online(load: 1, capacity: 3);
        WaitingConversation[] queue = [Waiting(), Waiting(), Waiting()];

        var plan = Plan(queue, agent);

        Assert.Equal(queue[..2].Select(waiting => waiting.Id), plan.Select(match => match.Conversation.Id));
    }

    [Fact]
    public void Plan_LeastBusy_FillsEvenly()
    {
        var small = RoutingAgents.Online(capacity: 2);
        var large = RoutingAgents.Online(capacity: 4);

        var plan = Plan([.. Enumerable.Range(0, 6).Select(_ => Waiting())], small, large);

        Assert.Equal(2, plan.Count(match => match.Agent.Id == small.Id));
        Assert.Equal(4, plan.Count(match => match.Agent.Id == large.Id));
    }

    [Fact]
    public void Plan_RoundRobin_TakesTurnsWithinOnePlan()
    {
        RoutingAgent[] agents =
        [
            RoutingAgents.Online() with
            {
                LastAssignedAt = RoutingAgents.Noon,
            },
            RoutingAgents.Online(load: 4) with
            {
                LastAssignedAt = RoutingAgents.Noon.AddHours(-1),
            },
            RoutingAgents.Online(load: 1),
        ];
        var rules = new RoutingRules { Order = AgentOrder.RoundRobin };

        var plan = QueueMatch.Plan([.. Enumerable.Range(0, 4).Select(_ => Waiting())], agents, rules);

        Assert.Equal([agents[2].Id, agents[1].Id, agents[0].Id, agents[2].Id], plan.Select(match => match.Agent.Id));
    }

    [Fact]
    public void Plan_FirstNeedsWhatNobodyHas_DoesNotHoldUpTheOthers()
    {
        var rare = Waiting(new RoutingNeed { Skills = ["latin"] });
        var common = Waiting();
        var scholar = RoutingAgents.Full() with { Skills = ["latin"] };

        var plan = Plan([rare, common], scholar, RoutingAgents.Online());

        Assert.Equal(common.Id, Assert.Single(plan).Conversation.Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Plan_AnyQueue_NeverOverfillsAndLeavesNobodyWhoCouldBeServed(int seed)
    {
        var random = new Random(seed);
        RoutingAgent[] agents =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(_ =>
                    RoutingAgents.Online(random.Next(4), random.Next(6)) with
                    {
                        IsOnline = random.Next(3) > 0,
                        Skills = random.Next(2) == 0 ? ["a"] : ["a", "b"],
                    }
                ),
        ];
        WaitingConversation[] queue =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(_ => Waiting(new RoutingNeed { Skills = random.Next(2) == 0 ? [] : ["b"] })),
        ];

        var plan = Plan(queue, agents);

        var given = plan.ToLookup(match => match.Agent.Id);
        Assert.All(given, of => Assert.True(agents.Single(agent => agent.Id == of.Key) is { IsOnline: true }));
        var after = agents.Select(agent => agent with { Load = agent.Load + given[agent.Id].Count() }).ToList();
        Assert.All(given, of => Assert.True(after.Single(a => a.Id == of.Key) is var a && a.Load <= a.Capacity));
        Assert.Equal(plan.Count, plan.Select(match => match.Conversation.Id).Distinct().Count());
        var left = queue.ExceptBy(plan.Select(match => match.Conversation.Id), waiting => waiting.Id);
        Assert.All(left, waiting => Assert.Null(AgentChoice.Choose(after, waiting.Need, new RoutingRules())));
    }

    private static WaitingConversation Waiting(RoutingNeed? need = null) =>
        new() { Id = Ids.New(), Need = need ?? new RoutingNeed() };

    private static List<(WaitingConversation Conversation, RoutingAgent Agent)> Plan(
        WaitingConversation[] queue,
        params RoutingAgent[] agents
    ) => QueueMatch.Plan(queue, agents, new RoutingRules());
}
