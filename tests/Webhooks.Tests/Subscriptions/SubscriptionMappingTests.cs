using Chat.Webhooks.Subscriptions;

namespace Chat.Webhooks.Tests.Subscriptions;

public sealed class SubscriptionMappingTests
{
    private static readonly DateTimeOffset Made = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ToResource_OneThatIsOn_SaysAllButItsSecret()
    {
        var subscription = Build();

        var resource = subscription.ToResource(Made);

        Assert.Equal(
            (subscription.Id, "https://a.example/", "chatcops", "configuration", true, null, null, Made),
            (
                resource.Id,
                resource.Url,
                resource.Format,
                resource.Source,
                resource.Enabled,
                resource.DisabledReason,
                resource.DisabledAt,
                resource.CreatedAt
            )
        );
        Assert.Equal(["lead:captured"], resource.Events);
        Assert.Null(resource.Secret);
        Assert.Equal("closed", resource.Circuit.State);
    }

    [Fact]
    public void ToResource_OneThatIsOff_SaysSinceWhenAndWhy()
    {
        var subscription = Build();
        subscription.DisabledAt = Made.AddDays(1);
        subscription.DisabledReason = DisabledReasons.Gone;

        var resource = subscription.ToResource(Made);

        Assert.Equal(
            (false, DisabledReasons.Gone, Made.AddDays(1)),
            (resource.Enabled, resource.DisabledReason, resource.DisabledAt)
        );
    }

    [Fact]
    public void ToResource_SecretMadeNow_ShowsIt() =>
        Assert.Equal("whsec_new", Build().ToResource(Made, "whsec_new").Secret);

    [Fact]
    public void EventsOf_None_IsAny() => Assert.Equal(["*"], SubscriptionMapping.EventsOf([]));

    [Fact]
    public void EventsOf_SomeTwice_AreEachOnceInTheirOrder() =>
        Assert.Equal(["b", "a", "B"], SubscriptionMapping.EventsOf(["b", "a", "b", "B", "a"]));

    [Fact]
    public void SwitchOn_OneThatFailed_ForgetsAllThatFailed()
    {
        var subscription = Build();
        subscription.DisabledAt = Made;
        subscription.DisabledReason = DisabledReasons.Failing;
        subscription.Failures = 7;
        subscription.FailingSince = Made;
        subscription.CircuitUntil = Made;
        subscription.CircuitTrips = 2;
        subscription.CircuitProbe = Guid.CreateVersion7();

        subscription.SwitchOn(Made.AddHours(1));

        Assert.Equal(
            (null, null, 0, null),
            (subscription.DisabledAt, subscription.DisabledReason, subscription.Failures, subscription.FailingSince)
        );
        Assert.Equal(
            (null, 0, null),
            (subscription.CircuitUntil, subscription.CircuitTrips, subscription.CircuitProbe)
        );
        Assert.Equal(Made.AddHours(1), subscription.UpdatedAt);
    }

    private static Subscription Build() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            TenantId = Guid.CreateVersion7(),
            Url = "https://a.example/",
            Format = "chatcops",
            Source = "configuration",
            Events = ["lead:captured"],
            CreatedAt = Made,
        };
}
