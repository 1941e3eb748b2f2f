using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults;
using Chat.Testing.Servers;
using StackExchange.Redis;

namespace Chat.Gateway.Tests.RateLimits;

[Trait("Level", "Component")]
public sealed class RedisWindowsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Guid tenant = Ids.New();

    [Fact]
    public async Task CountAsync_ManyAtOnceOnTwoConnections_AllowsExactlyTheLimit()
    {
        await using var first = await ConnectAsync();
        await using var second = await ConnectAsync();
        RedisWindows[] windows = [new(first), new(second)];

        var standings = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(index => windows[index % 2].CountAsync(tenant, [new("v:a", 30), new("a:1", 100)], Minute))
        );

        Assert.Equal(30, standings.Count(standing => standing.IsAllowed));
        Assert.Equal(Enumerable.Range(0, 30), standings.Where(s => s.IsAllowed).Select(s => s.Remaining).Order());
        Assert.All(standings, standing => Assert.InRange(standing.Reset, TimeSpan.FromSeconds(1), Minute));
    }

    [Fact]
    public async Task CountAsync_OneOfTwoIsOver_CountsNeither()
    {
        await using var redis = await ConnectAsync();
        var windows = new RedisWindows(redis);
        await windows.CountAsync(tenant, [new("a:1", 1)], Minute);

        var refused = await windows.CountAsync(tenant, [new("v:a", 1), new("a:1", 1)], Minute);
        var allowed = await windows.CountAsync(tenant, [new("v:a", 1)], Minute);

        Assert.Equal((false, true), (refused.IsAllowed, allowed.IsAllowed));
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync() =>
        await ConnectionMultiplexer.ConnectAsync((await RedisServer.SharedAsync()).ConnectionString);
}
