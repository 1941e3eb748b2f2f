using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Servers;
using StackExchange.Redis;

namespace Chat.Gateway.Tests.Proxy;

/// <summary>Customers' calls, counted by two instances over one Redis.</summary>
[Trait("Level", "Component")]
public sealed class SharedCallLimitTests : IAsyncLifetime
{
    private const string Conversation = "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7";
    private RedisServer redis = null!;
    private FakeRest sessions = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        sessions = await FakeRest.StartAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await sessions.DisposeAsync();
    }

    [Fact]
    public async Task Get_TwoInstances_CountTogetherUntilRedisDiesAndGoOn()
    {
        await using var first = await StartAsync(maxCalls: 2);
        await using var second = await StartAsync(maxCalls: 2);
        var token = await NewVisitorTokenAsync(first);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(first, token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(second, token));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync(first, token));
        await redis.KillAsync();

        // Counted by itself, and from the beginning: degraded, not closed.
        Assert.Equal(HttpStatusCode.OK, await GetAsync(first, token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(first, token));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync(first, token));
    }

    [Fact]
    public async Task Get_ByVisitorAndAddress_CostsRedisOneCommand()
    {
        await using var gateway = await StartAsync(maxCalls: 100);
        var token = await NewVisitorTokenAsync(gateway);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var server = admin.GetServers().Single();
        // The first one brings the script.
        await GetAsync(gateway, token);
        await server.ConfigResetStatisticsAsync();

        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(HttpStatusCode.OK, await GetAsync(gateway, token));
        }

        var scripts = (await server.InfoAsync("commandstats"))
            .SelectMany(static group => group)
            .Single(static command => command.Key == "cmdstat_evalsha");
        Assert.StartsWith("calls=5,", scripts.Value, StringComparison.Ordinal);
    }

    private Task<GatewayHost> StartAsync(int maxCalls) =>
        GatewayHost.StartAsync(
            Cancelled,
            ("services:sessions:http:0", sessions.Address),
            ("RateLimit:MaxCalls", $"{maxCalls}"),
            ("Proxies:Trusted:0", "127.0.0.1"),
            ("ConnectionStrings:redis", redis.ConnectionString)
        );

    private static async Task<string> NewVisitorTokenAsync(GatewayHost gateway)
    {
        using var client = gateway.NewClient();
        using var response = await client.PostAsync(new Uri("/v1/visitors", UriKind.Relative), null, Cancelled);
        return (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
    }

    private static async Task<HttpStatusCode> GetAsync(GatewayHost gateway, string token)
    {
        using var client = gateway.NewClient(token);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var response = await client.GetAsync(new Uri(Conversation, UriKind.Relative), Cancelled);
        return response.StatusCode;
    }
}
