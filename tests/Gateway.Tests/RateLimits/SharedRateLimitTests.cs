using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Servers;

namespace Chat.Gateway.Tests.RateLimits;

/// <summary>Two instances over one Redis, which dies.</summary>
[Trait("Level", "Component")]
public sealed class SharedRateLimitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_TwoInstances_CountTogetherUntilRedisDiesAndGoOn()
    {
        await using var redis = await RedisServer.StartAsync();
        (string, string)[] settings =
        [
            ("RateLimit:MaxRequests", "2"),
            ("ConnectionStrings:redis", redis.ConnectionString),
        ];
        await using var first = await GatewayHost.StartAsync(Cancelled, settings);
        await using var second = await GatewayHost.StartAsync(Cancelled, settings);
        const string Body = """{"conversationId":"9b2f0b1c-3d4e-4f5a-8b6c-7d8e9f0a1b2c","message":"Hi"}""";

        Assert.Equal(HttpStatusCode.OK, await PostAsync(first, Body));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(second, Body));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync(first, Body));
        await redis.KillAsync();

        // Counted by itself, and from the beginning: degraded, not closed.
        Assert.Equal(HttpStatusCode.OK, await PostAsync(first, Body));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(first, Body));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync(first, Body));
    }

    private static async Task<HttpStatusCode> PostAsync(GatewayHost gateway, string body)
    {
        using var client = gateway.NewClient(credential: null);
        using var response = await client.PostAsync("/chat", Answers.Json(body), Cancelled);
        return response.StatusCode;
    }
}
