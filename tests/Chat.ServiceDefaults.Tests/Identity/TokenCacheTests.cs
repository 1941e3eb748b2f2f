using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;

namespace Chat.ServiceDefaults.Tests.Identity;

public sealed class TokenCacheTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void TryGet_BeforeTheEnd_GivesTheValue()
    {
        var cache = new TokenCache<string, int>(10, time);
        cache.Set("a", 1, time.GetUtcNow() + TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(9));

        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal(1, value);
    }

    [Fact]
    public void TryGet_AtTheEnd_GivesNothing()
    {
        var cache = new TokenCache<string, int>(10, time);
        cache.Set("a", 1, time.GetUtcNow() + TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.False(cache.TryGet("a", out _));
    }

    [Fact]
    public void Set_MoreThanTheCapacity_StaysBounded()
    {
        var cache = new TokenCache<int, int>(100, time);
        var until = time.GetUtcNow() + TimeSpan.FromMinutes(1);
        for (var key = 0; key < 10_000; key++)
        {
            cache.Set(key, key, until);
        }

        Assert.InRange(Enumerable.Range(0, 10_000).Count(key => cache.TryGet(key, out _)), 1, 100);
    }
}
