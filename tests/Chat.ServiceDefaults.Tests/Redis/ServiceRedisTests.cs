using System.Net.Http.Json;
using System.Text.Json;
using Chat.ServiceDefaults.Redis;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Telemetry;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using StackExchange.Redis;

namespace Chat.ServiceDefaults.Tests.Redis;

[Trait("Level", "Component")]
public sealed class ServiceRedisTests
{
    private static readonly RedisChannel Topic = RedisChannel.Literal("topic");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_KilledAndBack_CommandsAndSubscriptionsReturnByThemselves()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);
        var connection = service.Get<IConnectionMultiplexer>();
        using var received = new SemaphoreSlim(0);
        await connection.GetSubscriber().SubscribeAsync(Topic, (_, _) => received.Release());
        await Eventually.TrueAsync(async () => await HealthAsync(service) == "Healthy", Cancel);

        await redis.KillAsync();
        await Eventually.TrueAsync(async () => await HealthAsync(service) == "Degraded", Cancel);
        await redis.StartAgainAsync();
        await Eventually.TrueAsync(
            async () => await HealthAsync(service) == "Healthy",
            Cancel,
            TimeSpan.FromSeconds(10)
        );

        await Eventually.TrueAsync(
            async () =>
            {
                await connection.GetSubscriber().PublishAsync(Topic, "x");
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
        Assert.Equal("Degraded", await HealthAsync(service));

        await redis.StartAgainAsync();

        await Eventually.TrueAsync(
            async () => await HealthAsync(service) == "Healthy",
            Cancel,
            TimeSpan.FromSeconds(10)
        );
    }

    [Theory]
    [InlineData("", 2_000, 2_000, 10)]
    [InlineData(",connectTimeout=700,syncTimeout=800,keepAlive=30", 700, 800, 30)]
    public async Task Connect_Times_AreTheConnectionStringsOrOurs(string named, int connect, int sync, int keepAlive)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis, named: named);

        var used = ConfigurationOptions.Parse(service.Get<IConnectionMultiplexer>().Configuration);

        Assert.Equal((connect, sync, keepAlive), (used.ConnectTimeout, used.SyncTimeout, used.KeepAlive));
    }

    [Fact]
    public async Task Spans_OfACommand_AreExported()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await StartAsync(
            redis,
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
            }
        );

        await service.Get<IConnectionMultiplexer>().GetDatabase().StringSetAsync("key", "value-of-the-key");

        await Eventually.TrueAsync(
            () => receiver.Has("traces", "OpenTelemetry.Instrumentation.StackExchangeRedis"),
            Cancel
        );
        Assert.True(receiver.Has("traces", "SET"));
        Assert.False(receiver.Has("traces", "value-of-the-key"));
    }

    [Fact]
    public async Task Start_WithoutExport_MakesNoSpans()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var service = await StartAsync(redis);

        Assert.Null(service.Services.GetService<TracerProvider>());
    }

    private static Task<TestService> StartAsync(
        RedisServer redis,
        Dictionary<string, string?>? settings = null,
        string named = ""
    ) =>
        TestService.StartAsync(
            builder => builder.AddServiceRedis("redis"),
            configuration: new(settings ?? [])
            {
                ["ConnectionStrings:redis"] = redis.ConnectionString.Split(',')[0] + named,
            }
        );

    // A load balancer looks at the status code alone: it must be 200 whichever it is.
    private static async Task<string?> HealthAsync(TestService service)
    {
        var health = await service.Http.GetFromJsonAsync<JsonElement>("/health", Cancel);
        return health.GetProperty("status").GetString();
    }
}
