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

    [Fact]
    public void Set_AfterItWasFull_HoldsWhatCameLast()
    {
        var cache = new TokenCache<int, int>(100, time);
        var until = time.GetUtcNow() + TimeSpan.FromMinutes(1);

        for (var key = 0; key <= 1_000; key++)
        {
            cache.Set(key, key, until);
            Assert.True(cache.TryGet(key, out var value));
            Assert.Equal(key, value);
        }
    }

    [Fact]
    public void Set_KnownKey_ReplacesValueAndEnd()
    {
        var cache = new TokenCache<string, int>(10, time);
        cache.Set("a", 1, time.GetUtcNow() + TimeSpan.FromMinutes(1));

        cache.Set("a", 2, time.GetUtcNow() + TimeSpan.FromSeconds(5));

        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal(2, value);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(cache.TryGet("a", out _));
    }

    [Fact]
    public async Task Set_ManyThreadsAtOnce_StaysBoundedAndGivesNoWrongValue()
    {
        const int Threads = 4;
        const int Capacity = 100;
        var cache = new TokenCache<int, int>(Capacity, time);
        var until = time.GetUtcNow() + TimeSpan.FromMinutes(1);

        await Task.WhenAll(
                Enumerable
                    .Range(0, Threads)
                    .Select(thread =>
                        Task.Run(() =>
                        {
                            for (var key = thread; key < 20_000; key += Threads)
                            {
                                cache.Set(key, -key, until);
                                Assert.True(!cache.TryGet(key, out var value) || value == -key);
                            }
                        })
                    )
            )
            .WithTimeout();

        // A thread may be between counting and writing while another one empties the table.
        Assert.InRange(Enumerable.Range(0, 20_000).Count(key => cache.TryGet(key, out _)), 1, Capacity + Threads);
    }
}
