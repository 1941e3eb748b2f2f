using System.Net;
using Chat.Gateway.Tests.Fakes;
using Grpc.Core;

namespace Chat.Gateway.Tests.RateLimits;

/// <summary>The limit of the native API, Redis being away.</summary>
public sealed class RateLimitTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings =>
        [
            ("RateLimit:MaxRequests", "2"),
            ("RateLimit:MaxRequestsPerAddress", "3"),
            ("Proxies:Trusted:0", "127.0.0.1"),
            ("Proxies:Trusted:1", "10.0.0.0/8"),
        ];

    [Fact]
    public async Task Post_Allowed_TellsPolicyAndStanding()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());

        using var response = await PostAsync(client);

        Assert.Equal("\"messages\";q=2;w=60", response.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Equal("\"messages\";r=1;t=60", response.Headers.GetValues("RateLimit").Single());
    }

    [Fact]
    public async Task Post_VisitorOverTheLimit_Is429AndIsNotAsked()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        for (var index = 0; index < 2; index++)
        {
            using var allowed = await PostAsync(client);
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using var response = await PostAsync(client);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("rate_limited", await Answers.CodeAsync(response, Cancelled));
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        Assert.StartsWith("\"messages\";r=0;", response.Headers.GetValues("RateLimit").Single());
        Assert.Equal(2, Gateway.Fakes.Replies.Requests.Count);
    }

    [Fact]
    public async Task Post_NobodyCouldTakeIt_IsNotCounted()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        var handler = Gateway.Fakes.Replies.Handler;
        Gateway.Fakes.Replies.Handler = (_, _, _) => throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        for (var index = 0; index < 5; index++)
        {
            using var failed = await PostAsync(client);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        }
        Gateway.Fakes.Replies.Handler = handler;

        using var response = await PostAsync(client);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("\"messages\";r=1;", response.Headers.GetValues("RateLimit").Single());
    }

    [Fact]
    public async Task Post_InvalidRequests_AreNotCounted()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        for (var index = 0; index < 5; index++)
        {
            using var invalid = await client.PostAsync("/v1/chat", Answers.Json("{}"), Cancelled);
            Assert.Equal(HttpStatusCode.BadRequest, invalid.StatusCode);
        }

        using var response = await PostAsync(client);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7", "9.9.9.9, 203.0.113.7, 10.1.2.3")]
    [InlineData("2001:db8::1", "2001:db8::2")]
    public async Task Post_NewVisitorsOfOneAddress_AreCountedTogether(string forwarded, string again)
    {
        foreach (var chain in (string[])[forwarded, again, forwarded])
        {
            using var allowed = await PostFromAsync(chain);
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using var response = await PostFromAsync(again);
        using var other = await PostFromAsync("192.0.2.1");

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Post_SecretKey_IsNotCountedByAddress()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        for (var index = 0; index < 5; index++)
        {
            using var response = await client.PostAsync(
                "/v1/chat",
                Answers.Json($$"""{"message":"Hi","visitorId":"v-{{index}}"}"""),
                Cancelled
            );
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private async Task<HttpResponseMessage> PostFromAsync(string forwarded)
    {
        using var client = Gateway.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
        return await PostAsync(client);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client) =>
        client.PostAsync("/v1/chat", Answers.Json("""{"message":"Hi"}"""), Cancelled);
}
