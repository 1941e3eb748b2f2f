using Chat.Sessions.Dashboard;

namespace Chat.Sessions.Tests.Dashboard;

public sealed class StatsAnswerTests
{
    [Fact]
    public void From_Figures_ShowsEachAndCountsTheActiveOnes() =>
        Assert.Equal(
            new StatsAnswer
            {
                Active = 101,
                Waiting = 10,
                Assigned = 100,
                ResolvedToday = 1_000,
                AgentsTotal = 10_000,
                AgentsOnline = 100_000,
            },
            StatsAnswer.From(
                new DashboardStats
                {
                    Open = 1,
                    Queued = 10,
                    Assigned = 100,
                    ResolvedToday = 1_000,
                    Agents = 10_000,
                    AgentsOnline = 100_000,
                }
            )
        );
}
