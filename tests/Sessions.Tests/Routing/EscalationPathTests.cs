using Chat.ServiceDefaults;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Routing;

public sealed class EscalationPathTests
{
    private static readonly Guid Team = Ids.New();
    private readonly RoutingAgent director;
    private readonly RoutingAgent lead;
    private readonly RoutingAgent agent;

    public EscalationPathTests()
    {
        director = RoutingAgents.Online() with { Level = 3 };
        lead = RoutingAgents.Online() with { Level = 2, ParentId = director.Id, TeamId = Team };
        agent = RoutingAgents.Online() with { ParentId = lead.Id, TeamId = Team };
    }

    [Fact]
    public void Next_SuperiorAvailable_IsTheDirectOne() => Assert.Equal(lead, Next(agent, lead, director));

    [Fact]
    public void Next_SuperiorNotAvailable_IsTheOneAboveIt() =>
        Assert.Equal(director, Next(agent, lead with { IsOnline = false }, director));

    [Fact]
    public void Next_NoSuperiorAvailable_IsTheNearestAboveInTheTeam()
    {
        var near = RoutingAgents.Online(load: 4) with { Level = 2, TeamId = Team };
        var far = RoutingAgents.Online() with { Level = 3, TeamId = Team };

        Assert.Equal(near, Next(agent, lead with { IsActive = false }, far, near));
    }

    [Fact]
    public void Next_SeveralEquallyNear_ByTheStrategy()
    {
        var busy = RoutingAgents.Online(load: 4) with { Level = 2, TeamId = Team };
        var idle = busy with { Id = Ids.New(), Load = 1 };

        Assert.Equal(idle, Next(agent with { ParentId = null }, busy, idle));
    }

    [Fact]
    public void Next_OnlyEqualsAndOtherTeams_Nobody()
    {
        var equal = RoutingAgents.Online() with { TeamId = Team };
        var stranger = RoutingAgents.Online() with { Level = 5, TeamId = Ids.New() };

        Assert.Null(Next(agent with { ParentId = null }, equal, stranger));
    }

    [Fact]
    public void Next_NoTeam_IsNoTeamOfItsOwn()
    {
        var other = RoutingAgents.Online() with { Level = 2 };

        Assert.Null(Next(agent with { ParentId = null, TeamId = null }, other));
    }

    [Fact]
    public void Next_UnknownAgent_Nobody() => Assert.Null(EscalationPath.Next([lead], Ids.New(), AgentOrder.LeastBusy));

    [Fact]
    public void Next_Cycle_Ends() =>
        Assert.Null(
            Next(agent with { TeamId = null }, lead with { ParentId = agent.Id, TeamId = null, IsOnline = false })
        );

    [Fact]
    public void IsAbove_SuperiorsAndTheTeamsHigher_Only()
    {
        var higher = RoutingAgents.Online() with { Level = 2, TeamId = Team };
        var stranger = RoutingAgents.Online() with { Level = 9 };
        RoutingAgent[] all = [agent, lead, director, higher, stranger];

        Assert.True(EscalationPath.IsAbove(all, agent.Id, lead));
        Assert.True(EscalationPath.IsAbove(all, agent.Id, director));
        Assert.True(EscalationPath.IsAbove(all, agent.Id, higher));
        Assert.False(EscalationPath.IsAbove(all, agent.Id, stranger));
        Assert.False(EscalationPath.IsAbove(all, agent.Id, agent));
        Assert.False(EscalationPath.IsAbove(all, lead.Id, agent));
    }

    private static RoutingAgent? Next(RoutingAgent from, params RoutingAgent[] others) =>
        EscalationPath.Next([from, .. others], from.Id, AgentOrder.LeastBusy);
}
