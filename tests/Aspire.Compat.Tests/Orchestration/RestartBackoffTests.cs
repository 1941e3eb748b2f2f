using Aspire.Hosting.Orchestration;

namespace Aspire.Compat.Tests.Orchestration;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Next_RepeatedCrashes_DoublesUpTo5Seconds()
    {
        var backoff = new RestartBackoff();

        var pauses = Enumerable.Range(0, 7).Select(_ => backoff.Next(TimeSpan.Zero).TotalSeconds);

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5], pauses);
    }

    [Fact]
    public void Next_HealthyFor30Seconds_BeginsAfresh()
    {
        var backoff = new RestartBackoff();
        backoff.Next(TimeSpan.Zero);
        backoff.Next(TimeSpan.Zero);

        Assert.Equal(0.2, backoff.Next(TimeSpan.FromSeconds(30)).TotalSeconds);
        Assert.Equal(0.4, backoff.Next(TimeSpan.FromSeconds(1)).TotalSeconds);
    }
}
