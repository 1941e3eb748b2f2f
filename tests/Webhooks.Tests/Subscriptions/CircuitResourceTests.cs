using Chat.Webhooks.Subscriptions;

namespace Chat.Webhooks.Tests.Subscriptions;

public sealed class CircuitResourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_NeverOpened_IsClosed()
    {
        var circuit = CircuitResource.Of(Build(until: null), Now);

        Assert.Equal(("closed", null), (circuit.State, circuit.NextProbeAt));
    }

    [Theory]
    [InlineData(1, false, "open")]
    [InlineData(1, true, "half_open")]
    [InlineData(0, false, "half_open")]
    [InlineData(-1, false, "half_open")]
    [InlineData(-1, true, "half_open")]
    public void Of_Opened_IsOpenUntilOneMayBeTried(int ticks, bool isProbed, string state)
    {
        var until = Now.AddTicks(ticks);

        var circuit = CircuitResource.Of(Build(until, isProbed ? Guid.CreateVersion7() : null), Now);

        Assert.Equal(state, circuit.State);
        Assert.Equal(state == "open" ? until : null, circuit.NextProbeAt);
    }

    [Fact]
    public void Of_Failures_SaysHowManySinceWhen()
    {
        var subscription = Build(until: null);
        subscription.Failures = 3;
        subscription.FailingSince = Now.AddHours(-1);

        var circuit = CircuitResource.Of(subscription, Now);

        Assert.Equal((3, Now.AddHours(-1)), (circuit.Failures, circuit.FailingSince));
    }

    private static Subscription Build(DateTimeOffset? until, Guid? probe = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            TenantId = Guid.CreateVersion7(),
            Url = "https://a.example/",
            Format = "standard",
            Source = Subscription.ApiSource,
            Events = ["*"],
            CircuitUntil = until,
            CircuitProbe = probe,
        };
}
