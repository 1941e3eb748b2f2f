using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Routing;

public sealed class AgentOrderTests
{
    [Theory]
    [InlineData(1, 5, 1, 4)]
    [InlineData(0, 1, 1, 100)]
    [InlineData(49, 100, 1, 2)]
    public void LeastBusy_SmallerPartInUse_GoesFirst(int load, int capacity, int otherLoad, int otherCapacity)
    {
        var idle = RoutingAgents.Online(load, capacity);
        var busy = RoutingAgents.Online(otherLoad, otherCapacity);

        Assert.Equal([idle, busy], Ordered(AgentOrder.LeastBusy, busy, idle));
    }

    [Fact]
    public void LeastBusy_SamePartInUse_TakesTurns()
    {
        var early = RoutingAgents.Online(1, 2) with { LastAssignedAt = RoutingAgents.Noon };
        var late = RoutingAgents.Online(2, 4) with { LastAssignedAt = RoutingAgents.Noon.AddSeconds(1) };

        Assert.Equal([early, late], Ordered(AgentOrder.LeastBusy, late, early));
    }

    [Fact]
    public void RoundRobin_AnyLoads_LongestWithoutGoesFirst()
    {
        var never = RoutingAgents.Online(4, 5);
        var early = RoutingAgents.Online(3, 5) with { LastAssignedAt = RoutingAgents.Noon };
        var late = RoutingAgents.Online() with { LastAssignedAt = RoutingAgents.Noon.AddSeconds(1) };

        Assert.Equal([never, early, late], Ordered(AgentOrder.RoundRobin, late, early, never));
    }

    [Fact]
    public void BothOrders_NothingTellsApart_OrderById()
    {
        RoutingAgent[] twins = [.. Enumerable.Range(0, 8).Select(_ => RoutingAgents.Online())];
        var byId = twins.OrderBy(agent => agent.Id).ToArray();

        Assert.Equal(byId, Ordered(AgentOrder.LeastBusy, [.. twins.Reverse()]));
        Assert.Equal(byId, Ordered(AgentOrder.RoundRobin, [.. twins.Reverse()]));
    }

    [Fact]
    public void LeastBusy_LargestNumbers_DoesNotOverflow()
    {
        var idle = RoutingAgents.Online(int.MaxValue - 2, int.MaxValue);
        var busy = RoutingAgents.Online(int.MaxValue - 1, int.MaxValue);

        Assert.Equal([idle, busy], Ordered(AgentOrder.LeastBusy, busy, idle));
    }

    private static RoutingAgent[] Ordered(IComparer<RoutingAgent> order, params RoutingAgent[] agents) =>
        [.. agents.Order(order)];
}
