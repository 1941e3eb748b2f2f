using Chat.ServiceDefaults;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Routing;

public sealed class AgentFitTests
{
    private static readonly Guid Team = Ids.New();
    private static readonly RoutingAgent Expert = RoutingAgents.Online() with
    {
        Skills = ["Billing", "French"],
        Department = "Sales",
        TeamId = Team,
    };

    [Fact]
    public void ObstacleOf_EachState_IsNamed()
    {
        Assert.Equal(AgentObstacle.None, AgentFit.ObstacleOf(RoutingAgents.Online()));
        Assert.Equal(AgentObstacle.Inactive, AgentFit.ObstacleOf(RoutingAgents.Inactive()));
        Assert.Equal(AgentObstacle.NotOnline, AgentFit.ObstacleOf(RoutingAgents.Away()));
        Assert.Equal(AgentObstacle.NoRoom, AgentFit.ObstacleOf(RoutingAgents.Full()));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, false)]
    public void IsAvailable_Load_MustBeBelowCapacity(int load, int capacity, bool available) =>
        Assert.Equal(available, AgentFit.IsAvailable(RoutingAgents.Online(load, capacity)));

    [Fact]
    public void Suits_NothingAsked_Anybody() =>
        Assert.True(AgentFit.Suits(RoutingAgents.Online(), new RoutingNeed(), new RoutingRules()));

    [Theory]
    [InlineData("billing", true)]
    [InlineData("french,BILLING", true)]
    [InlineData("billing,german", false)]
    public void Suits_Skills_NeedsAllWhateverTheirCase(string skills, bool suits) =>
        Assert.Equal(suits, AgentFit.Suits(Expert, new RoutingNeed { Skills = skills.Split(',') }, new RoutingRules()));

    [Theory]
    [InlineData("sales", true)]
    [InlineData("support", false)]
    public void Suits_Department_MustBeTheSame(string department, bool suits) =>
        Assert.Equal(suits, AgentFit.Suits(Expert, new RoutingNeed { Department = department }, new RoutingRules()));

    [Fact]
    public void Suits_DepartmentAsked_NotWhoHasNone() =>
        Assert.False(
            AgentFit.Suits(RoutingAgents.Online(), new RoutingNeed { Department = "Sales" }, new RoutingRules())
        );

    [Fact]
    public void Suits_MatchingSwitchedOff_Anybody()
    {
        var need = new RoutingNeed { Skills = ["german"], Department = "support" };

        Assert.False(AgentFit.Suits(Expert, need, new RoutingRules { MatchSkills = false }));
        Assert.False(AgentFit.Suits(Expert, need, new RoutingRules { MatchDepartment = false }));
        Assert.True(AgentFit.Suits(Expert, need, new RoutingRules { MatchSkills = false, MatchDepartment = false }));
    }

    [Fact]
    public void Suits_Team_MustBeTheSame()
    {
        Assert.True(AgentFit.Suits(Expert, new RoutingNeed { TeamId = Team }, new RoutingRules()));
        Assert.False(AgentFit.Suits(RoutingAgents.Online(), new RoutingNeed { TeamId = Team }, new RoutingRules()));
    }
}
