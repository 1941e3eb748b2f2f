using System.Net;
using Chat.ServiceDefaults.Redis;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using StackExchange.Redis;

namespace Chat.ServiceDefaults.Tests.Redis;

[Trait("Level", "Component")]
public sealed class ServiceRedisTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_KilledAndBack_CommandsAndSubscriptionsReturnByThemselves()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        var connection = service.Get<IConnectionMultiplexer>();
        using var received = new SemaphoreSlim(0);
        await connection.GetSubscriber().SubscribeAsync("topic", (_, _) => received.Release());
        await Eventually.TrueAsync(async () => await StatusAsync(service) == HttpStatusCode.OK, Cancel);

        await redis.KillAsync();
        await Eventually.TrueAsync(async () => await StatusAsync(service) == HttpStatusCode.ServiceUnavailable, Cancel);
        await redis.StartAgainAsync();
        await Eventually.TrueAsync(
            async () => await StatusAsync(service) == HttpStatusCode.OK,
            Cancel,
            TimeSpan.FromSeconds(10)
        );

        await Eventually.TrueAsync(
            async () =>
            {
                await connection.GetSubscriber().PublishAsync("topic", "x");
                return await received.WaitAsync(TimeSpan.FromMilliseconds(100), Cancel);
            },
            Cancel
        );
    }

    [Fact]
    public async Task Start_RedisAway_ServiceRunsAndConnectsLater()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var service = await StartAsync(redis);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(service));

        await redis.StartAgainAsync();

        await Eventually.TrueAsync(
            async () => await StatusAsync(service) == HttpStatusCode.OK,
            Cancel,
            TimeSpan.FromSeconds(10)
        );
    }

    private static Task<TestService> StartAsync(RedisServer redis) =>
        TestService.StartAsync(
            builder => builder.AddServiceRedis("redis"),
            configuration: new() { ["ConnectionStrings:redis"] = redis.ConnectionString.Split(',')[0] }
        );

    private static async Task<HttpStatusCode> StatusAsync(TestService service)
    {
        using var response = await service.Http.GetAsync("/health", Cancel);
        return response.StatusCode;
    }
}
