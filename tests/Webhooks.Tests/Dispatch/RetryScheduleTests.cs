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

    private static RetrySchedule Schedule(DispatchOptions options, double random = 0.5) =>
        new(Options.Create(options), new FixedRandom(random));

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
