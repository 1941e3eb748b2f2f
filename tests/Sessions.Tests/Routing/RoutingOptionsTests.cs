using System.Globalization;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Tests.Routing;

/// <summary>How the queue is looked after, by the operator's options and by the tenant's settings.</summary>
public sealed class RoutingOptionsTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.Null(Fault(new RoutingOptions()));

    [Theory]
    [InlineData("00:00:00.0999999", false)]
    [InlineData("00:00:00.1", true)]
    [InlineData("00:01:00", true)]
    [InlineData("00:01:00.0000001", false)]
    public void Validate_SweepInterval_IsWithinItsBounds(string time, bool isFine) =>
        Assert.Equal(isFine, Fault(new RoutingOptions { SweepInterval = Span(time) }) is null);

    [Theory]
    [InlineData("00:00:00.0499999", false)]
    [InlineData("00:00:00.05", true)]
    [InlineData("00:01:00", true)]
    [InlineData("00:01:00.0000001", false)]
    public void Validate_StatsPause_IsWithinItsBounds(string time, bool isFine) =>
        Assert.Equal(isFine, Fault(new RoutingOptions { StatsPause = Span(time) }) is null);

    [Fact]
    public void Validate_BothWrong_NamesBoth()
    {
        var fault = Fault(new RoutingOptions { SweepInterval = TimeSpan.Zero, StatsPause = TimeSpan.MaxValue });

        Assert.Contains("SweepInterval", fault, StringComparison.Ordinal);
        Assert.Contains("StatsPause", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void Of_Settings_HasEachOfTheirRules(bool skills, bool department, bool known)
    {
        var rules = RoutingRules.Of(
            new RoutingSettings
            {
                MatchSkills = skills,
                MatchDepartment = department,
                PreferKnownAgent = known,
            }
        );

        Assert.Equal((skills, department, known), (rules.MatchSkills, rules.MatchDepartment, rules.PreferKnownAgent));
    }

    [Fact]
    public void Of_Strategy_IsItsOrder()
    {
        Assert.Same(AgentOrder.LeastBusy, OrderOf(RoutingStrategy.LeastBusy));
        Assert.Same(AgentOrder.RoundRobin, OrderOf(RoutingStrategy.RoundRobin));
    }

    [Fact]
    public void Of_DefaultSettings_AreTheDefaultRules() =>
        Assert.Equal(new RoutingRules(), RoutingRules.Of(new RoutingSettings()));

    private static IComparer<RoutingAgent> OrderOf(RoutingStrategy strategy) =>
        RoutingRules.Of(new RoutingSettings { Strategy = strategy }).Order;

    private static TimeSpan Span(string time) => TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    private static string? Fault(RoutingOptions options) =>
        new RoutingOptionsValidator().Validate(null, options).FailureMessage;
}
