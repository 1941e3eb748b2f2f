using Chat.ServiceDefaults;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Routing;

public sealed class AgentChoiceTests
{
    private readonly RoutingAgent idle = RoutingAgents.Online();
    private readonly RoutingAgent busier = RoutingAgents.Online(load: 3);
    private readonly RoutingAgent full = RoutingAgents.Full();
    private readonly RoutingAgent away = RoutingAgents.Away();

    [Fact]
    public void Choose_NoAgents_Nobody() => Assert.Null(Choose([]));

    [Fact]
    public void Choose_NobodyAvailable_Nobody() => Assert.Null(Choose([full, away, RoutingAgents.Inactive()]));

    [Fact]
    public void Choose_Several_FirstByTheStrategy()
    {
        var turn = busier with { LastAssignedAt = RoutingAgents.Noon };
        var lately = idle with { LastAssignedAt = RoutingAgents.Noon.AddSeconds(1) };

        Assert.Equal(lately, Choose([turn, lately, away]));
        Assert.Equal(turn, Choose([turn, lately, away], rules: new RoutingRules { Order = AgentOrder.RoundRobin }));
    }

    [Fact]
    public void Choose_SkillAsked_OnlyWhoHasIt()
    {
        var skilled = busier with { Skills = ["billing"] };

        Assert.Equal(skilled, Choose([idle, skilled], new RoutingNeed { Skills = ["billing"] }));
        Assert.Null(Choose([idle, full with { Skills = ["billing"] }], new RoutingNeed { Skills = ["billing"] }));
    }

    [Fact]
    public void Choose_PreferredAgentAvailable_GoesFirstWhateverElseIsAsked() =>
        Assert.Equal(
            busier,
            Choose([idle, busier], new RoutingNeed { PreferredAgentId = busier.Id, Skills = ["billing"] })
        );

    [Fact]
    public void Choose_PreferredAgentNotAvailable_Another()
    {
        Assert.Equal(idle, Choose([idle, full], new RoutingNeed { PreferredAgentId = full.Id }));
        Assert.Equal(idle, Choose([idle, away], new RoutingNeed { PreferredAgentId = away.Id }));
        Assert.Equal(idle, Choose([idle], new RoutingNeed { PreferredAgentId = Ids.New() }));
    }

    [Fact]
    public void Choose_KnownAgentSuits_GoesFirst() =>
        Assert.Equal(busier, Choose([idle, busier], new RoutingNeed { KnownAgentId = busier.Id }));

    [Fact]
    public void Choose_KnownAgentDoesNotSuit_Another()
    {
        var skilled = idle with { Skills = ["billing"] };

        Assert.Equal(
            skilled,
            Choose([skilled, busier], new RoutingNeed { KnownAgentId = busier.Id, Skills = ["billing"] })
        );
    }

    [Fact]
    public void Choose_PreferredAndKnown_ThePreferred()
    {
        var need = new RoutingNeed { PreferredAgentId = busier.Id, KnownAgentId = idle.Id };

        Assert.Equal(busier, Choose([idle, busier], need));
    }

    [Fact]
    public void Choose_PreferenceSwitchedOff_ByTheStrategy() =>
        Assert.Equal(
            idle,
            Choose(
                [idle, busier],
                new RoutingNeed { PreferredAgentId = busier.Id, KnownAgentId = busier.Id },
                new RoutingRules { PreferKnownAgent = false }
            )
        );

    [Fact]
    public void Choose_WhoGaveItAway_DoesNotGetItBack()
    {
        var need = new RoutingNeed
        {
            ExceptAgentId = idle.Id,
            PreferredAgentId = idle.Id,
            KnownAgentId = idle.Id,
        };

        Assert.Equal(busier, Choose([idle, busier], need));
        Assert.Null(Choose([idle], need));
        Assert.Null(Choose([idle with { IsDefault = true }], need));
    }

    [Fact]
    public void Choose_NobodySuits_TheDefaultAgent()
    {
        var fallback = busier with { IsDefault = true };
        var need = new RoutingNeed { Skills = ["billing"] };

        Assert.Equal(fallback, Choose([idle, fallback], need));
        Assert.Equal(fallback, Choose([idle, fallback, RoutingAgents.Inactive() with { Skills = ["billing"] }], need));
    }

    [Fact]
    public void Choose_WhoSuitsIsFullOrAway_WaitsInsteadOfTheDefaultAgent()
    {
        var fallback = idle with { IsDefault = true };
        var need = new RoutingNeed { Skills = ["billing"] };

        Assert.Null(Choose([fallback, full with { Skills = ["billing"] }], need));
        Assert.Null(Choose([fallback, away with { Skills = ["billing"] }], need));
    }

    private static RoutingAgent? Choose(
        IReadOnlyCollection<RoutingAgent> agents,
        RoutingNeed? need = null,
        RoutingRules? rules = null
    ) => AgentChoice.Choose(agents, need ?? new RoutingNeed(), rules ?? new RoutingRules());
}
