using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

/// <summary>When the database is looked at again after a claim.</summary>
public sealed class DeliveryClaimsTests
{
    [Theory]
    [InlineData(5_990, 20, 5_990)]
    [InlineData(0, 20, 1)]
    [InlineData(-19, 20, 1)]
    // Was due before: it waits for an attempt under way, and that one's end signals.
    [InlineData(-21, 20, -21)]
    public void DueAfter_FellDueWhileTheClaimRan_IsLookedForAtOnce(int nextDueIn, int took, int expected) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(expected),
            DeliveryClaims.DueAfter(TimeSpan.FromMilliseconds(nextDueIn), TimeSpan.FromMilliseconds(took))
        );

    [Fact]
    public void DueAfter_NothingWaits_IsNever() => Assert.Null(DeliveryClaims.DueAfter(null, TimeSpan.FromSeconds(1)));
}
