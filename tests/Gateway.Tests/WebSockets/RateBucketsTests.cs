using Chat.Gateway.WebSockets;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class RateBucketsTests
{
    private readonly FakeTimeProvider time = new();
    private readonly RateBuckets buckets;

    public RateBucketsTests() => buckets = new RateBuckets(commands: 2, perSecond: 2, burst: 3, time);

    [Fact]
    public void TryTake_MoreThanTheBurst_SaysHowLongToWait()
    {
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(buckets.TryTake(0)));

        Assert.Equal(TimeSpan.FromSeconds(0.5), buckets.TryTake(0));
    }

    [Fact]
    public void TryTake_AnotherCommand_HasItsOwnRate()
    {
        while (buckets.TryTake(0) is null)
        {
            // Until it is used up.
        }

        Assert.Null(buckets.TryTake(1));
    }

    [Fact]
    public void TryTake_AfterAWhile_HasAsManyAsTheRateGivesAndNoMoreThanTheBurst()
    {
        while (buckets.TryTake(0) is null)
        {
            // Until it is used up.
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Taken());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, Taken());
    }

    [Fact]
    public void TryTake_PartOfATokenIsThere_SaysHowLongTheRestTakes()
    {
        while (buckets.TryTake(0) is null)
        {
            // Until it is used up.
        }

        time.Advance(TimeSpan.FromSeconds(0.125));
        Assert.Equal(TimeSpan.FromSeconds(0.375), buckets.TryTake(0));
        // Asking takes nothing away.
        time.Advance(TimeSpan.FromSeconds(0.375));
        Assert.Null(buckets.TryTake(0));
    }

    private int Taken()
    {
        var taken = 0;
        while (buckets.TryTake(0) is null)
        {
            taken++;
        }
        return taken;
    }
}
