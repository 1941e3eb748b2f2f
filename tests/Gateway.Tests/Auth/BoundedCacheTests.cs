using Chat.Gateway.Auth;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Auth;

public sealed class BoundedCacheTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void TryGet_WithinTheLifetime_Finds()
    {
        var cache = new BoundedCache<string, int>(10, time);
        cache.Set("a", 1, TimeSpan.FromSeconds(30));

        time.Advance(TimeSpan.FromSeconds(29));

        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal(1, value);
    }

    [Fact]
    public void TryGet_AfterTheLifetime_DoesNotFind()
    {
        var cache = new BoundedCache<string, int>(10, time);
        cache.Set("a", 1, TimeSpan.FromSeconds(30));

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.False(cache.TryGet("a", out _));
    }

    [Fact]
    public void Set_FullOfExpired_KeepsTheLiving()
    {
        var cache = new BoundedCache<int, int>(3, time);
        cache.Set(1, 1, TimeSpan.FromSeconds(1));
        cache.Set(2, 2, TimeSpan.FromSeconds(1));
        cache.Set(3, 3, TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromSeconds(2));

        cache.Set(4, 4, TimeSpan.FromSeconds(60));

        Assert.True(cache.TryGet(3, out _));
        Assert.True(cache.TryGet(4, out _));
    }

    [Fact]
    public void Set_FullOfLiving_StaysWithinTheBound()
    {
        var cache = new BoundedCache<int, int>(3, time);

        for (var key = 0; key < 100; key++)
        {
            cache.Set(key, key, TimeSpan.FromSeconds(60));
        }

        Assert.InRange(Enumerable.Range(0, 100).Count(key => cache.TryGet(key, out _)), 1, 3);
        Assert.True(cache.TryGet(99, out _));
    }

    [Fact]
    public void Set_KnownKeyOfAFullCache_KeepsTheOthers()
    {
        var cache = new BoundedCache<int, int>(2, time);
        cache.Set(1, 1, TimeSpan.FromSeconds(60));
        cache.Set(2, 2, TimeSpan.FromSeconds(60));

        cache.Set(2, 3, TimeSpan.FromSeconds(60));

        Assert.True(cache.TryGet(1, out _));
        Assert.True(cache.TryGet(2, out var value));
        Assert.Equal(3, value);
    }

    [Fact]
    public void Set_AsManyAsThereIsRoomFor_KeepsAll()
    {
        var cache = new BoundedCache<int, int>(3, time);
        for (var key = 0; key < 3; key++)
        {
            cache.Set(key, key, TimeSpan.FromSeconds(60));
        }

        Assert.All(Enumerable.Range(0, 3), key => Assert.True(cache.TryGet(key, out _)));
    }

    [Fact]
    public void Set_AfterRoomWasMade_CountsAnewToTheBound()
    {
        var cache = new BoundedCache<int, int>(3, time);
        for (var key = 0; key < 6; key++)
        {
            cache.Set(key, key, TimeSpan.FromSeconds(60));
        }

        Assert.Equal([3, 4, 5], Enumerable.Range(0, 6).Where(key => cache.TryGet(key, out _)));
    }

    [Fact]
    public void Set_AfterTheExpiredWent_CountsTheLivingOnes()
    {
        var cache = new BoundedCache<int, int>(3, time);
        cache.Set(1, 1, TimeSpan.FromSeconds(1));
        cache.Set(2, 2, TimeSpan.FromSeconds(1));
        cache.Set(3, 3, TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromSeconds(1));

        for (var key = 4; key <= 6; key++)
        {
            cache.Set(key, key, TimeSpan.FromSeconds(60));
        }

        Assert.Equal([6], Enumerable.Range(1, 6).Where(key => cache.TryGet(key, out _)));
    }

    [Fact]
    public void Set_NoLifetime_IsNotKept()
    {
        var cache = new BoundedCache<int, int>(3, time);

        cache.Set(1, 1, TimeSpan.Zero);

        Assert.False(cache.TryGet(1, out _));
    }
}
