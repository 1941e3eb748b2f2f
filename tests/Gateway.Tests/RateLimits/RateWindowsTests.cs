using Chat.Gateway.RateLimits;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.RateLimits;

[Trait("Level", "Component")]
public sealed class RateWindowsTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Forget_Key_BeginsItsWindowAnewAndNoOther(bool isShared)
    {
        var redis = await RedisServer.SharedAsync();
        await using var gateway = await GatewayHost.StartAsync(
            Cancelled,
            isShared ? [("ConnectionStrings:redis", redis.ConnectionString)] : []
        );
        var windows = gateway.Services.GetRequiredService<RateWindows>();
        var tenant = ServiceDefaults.Ids.New();
        await windows.CountAsync(tenant, [new("a", 1), new("b", 1)], Window, Cancelled);

        await windows.ForgetAsync(tenant, "a", Cancelled);

        Assert.Equal(isShared, windows.IsShared);
        Assert.True((await windows.CountAsync(tenant, [new("a", 1)], Window, Cancelled)).IsAllowed);
        Assert.False((await windows.CountAsync(tenant, [new("b", 1)], Window, Cancelled)).IsAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakeBack_Counted_IsFreeAgainAndNeverLessThanNothing(bool isShared)
    {
        var redis = await RedisServer.SharedAsync();
        await using var gateway = await GatewayHost.StartAsync(
            Cancelled,
            isShared ? [("ConnectionStrings:redis", redis.ConnectionString)] : []
        );
        var windows = gateway.Services.GetRequiredService<RateWindows>();
        var tenant = ServiceDefaults.Ids.New();
        await windows.CountAsync(tenant, [new("a", 1)], Window, Cancelled);

        await windows.TakeBackAsync(tenant, [new("a", 1), new("never", 1)]);
        await windows.TakeBackAsync(tenant, [new("a", 1)]);

        Assert.True((await windows.CountAsync(tenant, [new("a", 1)], Window, Cancelled)).IsAllowed);
        Assert.False((await windows.CountAsync(tenant, [new("a", 1)], Window, Cancelled)).IsAllowed);
        Assert.True((await windows.CountAsync(tenant, [new("never", 1)], Window, Cancelled)).IsAllowed);
    }
}
