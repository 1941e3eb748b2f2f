using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults;
using Chat.Testing.Time;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.RateLimits;

public sealed class LocalWindowsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Guid Tenant = Ids.New();
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Count_UpToTheLimit_IsAllowedAndThenRefused()
    {
        var windows = Open();

        Assert.Equal(new RateStanding(true, 2, 1, Minute), windows.Count(Tenant, [new("v:a", 2)], Minute));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(
            new RateStanding(true, 2, 0, TimeSpan.FromSeconds(40)),
            windows.Count(Tenant, [new("v:a", 2)], Minute)
        );
        Assert.Equal(
            new RateStanding(false, 2, 0, TimeSpan.FromSeconds(40)),
            windows.Count(Tenant, [new("v:a", 2)], Minute)
        );
    }

    [Fact]
    public void Count_WindowIsOver_BeginsAnew()
    {
        var windows = Open();
        windows.Count(Tenant, [new("v:a", 1)], Minute);
        time.Advance(Minute);

        Assert.True(windows.Count(Tenant, [new("v:a", 1)], Minute).IsAllowed);
    }

    [Fact]
    public void Count_OneOfTwoIsOver_CountsNeither()
    {
        var windows = Open();
        windows.Count(Tenant, [new("a:1", 1)], Minute);

        Assert.False(windows.Count(Tenant, [new("v:a", 1), new("a:1", 1)], Minute).IsAllowed);
        Assert.True(windows.Count(Tenant, [new("v:a", 1)], Minute).IsAllowed);
    }

    [Fact]
    public void Count_AnotherTenant_IsCountedApart()
    {
        var windows = Open();
        windows.Count(Tenant, [new("v:a", 1)], Minute);

        Assert.True(windows.Count(Ids.New(), [new("v:a", 1)], Minute).IsAllowed);
    }

    [Fact]
    public void Count_MoreKeysThanItMayHold_StaysBounded()
    {
        var windows = Open();
        for (var index = 0; index <= 1_000; index++)
        {
            windows.Count(Tenant, [new($"v:{index}", 1)], Minute);
        }

        // All began anew.
        Assert.True(windows.Count(Tenant, [new("v:0", 1)], Minute).IsAllowed);
    }

    [Fact]
    public void Count_Full_ForgetsThoseThatAreOverFirst()
    {
        var windows = Open();
        for (var index = 0; index < 1_000; index++)
        {
            windows.Count(Tenant, [new($"v:{index}", 1)], index == 0 ? 2 * Minute : Minute);
        }
        time.Advance(Minute);

        windows.Count(Tenant, [new("v:new", 1)], Minute);

        Assert.False(windows.Count(Tenant, [new("v:0", 1)], Minute).IsAllowed);
        Assert.False(windows.Count(Tenant, [new("v:new", 1)], Minute).IsAllowed);
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    public void Count_SeveralLimits_TellsWhereTheLeastIsLeft(int first, int second) =>
        Assert.Equal(
            new RateStanding(true, 3, 2, Minute),
            Open().Count(Tenant, [new("v:a", first), new("a:1", second)], Minute)
        );

    private LocalWindows Open() => new(new Monitor(new RateLimitOptions { LocalEntries = 1_000 }), time);

    private sealed class Monitor(RateLimitOptions options) : IOptionsMonitor<RateLimitOptions>
    {
        public RateLimitOptions CurrentValue => options;

        public RateLimitOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<RateLimitOptions, string?> listener) => null;
    }
}
