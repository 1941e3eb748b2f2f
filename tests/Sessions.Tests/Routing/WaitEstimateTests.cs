using Chat.Sessions.Routing;

namespace Chat.Sessions.Tests.Routing;

public sealed class WaitEstimateTests
{
    [Theory]
    [InlineData(1, 10, 1, 10)]
    [InlineData(3, 10, 1, 30)]
    [InlineData(3, 10, 5, 6)]
    [InlineData(1, 10, 3, 4)]
    [InlineData(1, 1, 50, 1)]
    public void Of_PlaceMeanSlots_IsPlaceTimesMeanBySlotsInWholeMinutes(int place, int mean, int slots, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), WaitEstimate.Of(place, TimeSpan.FromMinutes(mean), slots));

    [Fact]
    public void Of_NothingResolvedYet_TakesFiveMinutes() =>
        Assert.Equal(TimeSpan.FromMinutes(10), WaitEstimate.Of(2, null, 1));

    [Fact]
    public void Of_NobodyOnline_IsUnknown() => Assert.Null(WaitEstimate.Of(1, TimeSpan.FromMinutes(3), 0));

    [Fact]
    public void Of_PlaceBelowOne_IsAMistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WaitEstimate.Of(0, null, 1));

    [Fact]
    public void Slots_OnlineAndActive_CountWithTheirCapacity() =>
        Assert.Equal(
            7,
            WaitEstimate.Slots([
                RoutingAgents.Online(0, 5),
                RoutingAgents.Online(2, 2),
                RoutingAgents.Away(),
                RoutingAgents.Inactive(),
            ])
        );
}
