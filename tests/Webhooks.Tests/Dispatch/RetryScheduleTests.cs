using Chat.Webhooks.Dispatch;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class RetryScheduleTests
{
    [Fact]
    public void DelayAfter_DefaultsWithoutJitter_FollowsStandardWebhooks()
    {
        var schedule = Schedule(new DispatchOptions { Jitter = 0 });

        var delays = Enumerable.Range(1, 9).Select(failures => schedule.DelayAfter(failures, null)!.Value).ToArray();

        Assert.Equal(
            [
                TimeSpan.FromSeconds(5),
                TimeSpan.FromMinutes(5),
                TimeSpan.FromMinutes(30),
                TimeSpan.FromHours(2),
                TimeSpan.FromHours(5),
                TimeSpan.FromHours(10),
                TimeSpan.FromHours(14),
                TimeSpan.FromHours(20),
                TimeSpan.FromHours(24),
            ],
            delays
        );
    }

    [Fact]
    public void DelayAfter_ScheduleUsedUp_ReturnsNull() =>
        Assert.Null(Schedule(new DispatchOptions()).DelayAfter(10, TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData(0.0, 9)]
    [InlineData(0.5, 10)]
    [InlineData(1.0, 11)]
    public void DelayAfter_Jitter_SpreadsAroundTheDelay(double random, int expectedSeconds)
    {
        var options = new DispatchOptions { RetryDelays = [TimeSpan.FromSeconds(10)], Jitter = 0.1 };

        var delay = Schedule(options, random).DelayAfter(1, null);

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), delay);
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(40, 40)]
    [InlineData(3600, 60)]
    public void DelayAfter_RetryAfter_LengthensUpToItsBound(int askedSeconds, int expectedSeconds)
    {
        var options = new DispatchOptions
        {
            RetryDelays = [TimeSpan.FromSeconds(10)],
            Jitter = 0,
            MaxRetryAfter = TimeSpan.FromMinutes(1),
        };

        var delay = Schedule(options).DelayAfter(1, TimeSpan.FromSeconds(askedSeconds));

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), delay);
    }

    [Fact]
    public void DelayAfter_OwnSchedule_IsUsedUpAfterItsLast()
    {
        var schedule = Schedule(
            new DispatchOptions { RetryDelays = [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1)], Jitter = 0 }
        );

        Assert.Equal(
            [TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1), null],
            Enumerable.Range(1, 3).Select(failures => schedule.DelayAfter(failures, null))
        );
    }

    [Fact]
    public void DelayAfter_NoWait_StaysNoneHoweverItIsSpread() =>
        Assert.Equal(
            TimeSpan.Zero,
            Schedule(new DispatchOptions { RetryDelays = [TimeSpan.Zero], Jitter = 0.5 }, 1).DelayAfter(1, null)
        );

    [Theory]
    [InlineData(0.0, 8, 9)]
    [InlineData(1.0, 12, 12)]
    [InlineData(1.0, 10, 11)]
    public void DelayAfter_JitterAndRetryAfter_TakesTheLonger(double random, int askedSeconds, int expectedSeconds)
    {
        var options = new DispatchOptions { RetryDelays = [TimeSpan.FromSeconds(10)], Jitter = 0.1 };

        var delay = Schedule(options, random).DelayAfter(1, TimeSpan.FromSeconds(askedSeconds));

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), delay);
    }

    // The bound is of what is asked for: the schedule's own wait may be longer.
    [Fact]
    public void DelayAfter_BoundBelowTheSchedule_KeepsTheSchedule()
    {
        var options = new DispatchOptions
        {
            RetryDelays = [TimeSpan.FromMinutes(5)],
            Jitter = 0,
            MaxRetryAfter = TimeSpan.FromSeconds(1),
        };

        Assert.Equal(TimeSpan.FromMinutes(5), Schedule(options).DelayAfter(1, TimeSpan.FromHours(1)));
    }

    private static RetrySchedule Schedule(DispatchOptions options, double random = 0.5) =>
        new(Options.Create(options), new FixedRandom(random));

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
