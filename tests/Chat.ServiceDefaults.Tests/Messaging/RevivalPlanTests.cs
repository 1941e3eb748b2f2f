using Chat.ServiceDefaults.Messaging;
using Chat.Testing.Time;

namespace Chat.ServiceDefaults.Tests.Messaging;

public sealed class RevivalPlanTests
{
    private readonly FakeTimeProvider time = new();
    private readonly RevivalPlan plan;

    public RevivalPlanTests() => plan = new RevivalPlan(time);

    [Fact]
    public void Due_StartsForLongWhileTheBrokerIsThere_IsLeftAlone()
    {
        for (var second = 0; second < 120; second++)
        {
            Assert.Empty(Look(["a"], answers: true));
        }
    }

    [Fact]
    public void Due_BrokerWasAway_IsOnceItIsBack()
    {
        Assert.Empty(Look(["a", "b"], answers: false));
        Assert.Empty(Look(["a", "b"], answers: false));

        Assert.Equal(["a", "b"], Look(["a", "b"], answers: true));
    }

    [Fact]
    public void Due_HealthyMeanwhile_IsForgotten()
    {
        Look(["a"], answers: false);
        Look([], answers: false);

        Assert.Empty(Look(["a"], answers: true));
    }

    [Fact]
    public void Due_NotHealthyAfterItsStart_IsStartedAgainAfterGrowingPauses()
    {
        Look(["a"], answers: false);
        var starts = Enumerable.Range(0, 100).Where(_ => Look(["a"], answers: true).Count > 0).ToList();

        Assert.Equal([0, 5, 15, 35, 65, 95], starts);
    }

    [Fact]
    public void Due_BrokerAwayAgain_BeginsAnew()
    {
        Look(["a"], answers: false);
        Assert.Single(Look(["a"], answers: true));
        Look(["a"], answers: false);

        Assert.Single(Look(["a"], answers: true));
    }

    private IReadOnlyList<string> Look(string[] unhealthy, bool answers)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return plan.Due(unhealthy, answers);
    }
}
