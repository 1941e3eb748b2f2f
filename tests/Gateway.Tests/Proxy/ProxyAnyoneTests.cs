using System.Net;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Proxy;

/// <summary>Resources for whoever has a key or a token.</summary>
[Trait("Level", "Component")]
public sealed class ProxyAnyoneTests : IAsyncLifetime
{
    private static readonly Uri OfflineMessages = new("/v1/offline-messages", UriKind.Relative);
    private FakeRest sessions = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sessions = await FakeRest.StartAsync(Cancelled);
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("services:sessions:http:0", sessions.Address),
            ("RateLimit:MaxRequests", "2"),
            ("RateLimit:MaxRequestsPerAddress", "2"),
            ("Proxies:Trusted:0", "127.0.0.1")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await sessions.DisposeAsync();
    }

    [Fact]
    public async Task Get_AnyCredential_ReachesTheService()
    {
        foreach (
            var credential in new[] { GatewayHost.PublishableKey, GatewayHost.SecretKey, await NewVisitorTokenAsync() }
        )
        {
            using var client = gateway.NewClient(credential);

            // Reading is not counted with what is written.
            for (var index = 0; index < 3; index++)
            {
                using var response = await client.GetAsync(new Uri("/v1/widget-config", UriKind.Relative), Cancelled);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Post_StrangersOfOneAddress_AreCounted()
    {
        using var client = gateway.NewClient(GatewayHost.PublishableKey);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        for (var index = 0; index < 2; index++)
        {
            using var allowed = await client.PostAsync(OfflineMessages, Answers.Json("{}"), Cancelled);
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using var response = await client.PostAsync(OfflineMessages, Answers.Json("{}"), Cancelled);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("rate_limited", await Answers.CodeAsync(response, Cancelled));
    }

    // Each leaves something behind: a row, an entry of the log, an event.
    [Theory]
    [InlineData("POST", "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7/messages")]
    [InlineData("POST", "/v1/conversations")]
    [InlineData("POST", "/v1/attachments")]
    [InlineData("PUT", "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7/messages/m/reactions/x")]
    [InlineData("DELETE", "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7/messages/m/reactions/x")]
    public async Task Write_OfAVisitor_IsCounted(string method, string path) =>
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            await ThreeTimesAsync(method, path)
        );

    [Theory]
    [InlineData("PUT", "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7/receipts")]
    [InlineData("POST", "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7/replies/r/stop")]
    [InlineData("GET", "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7/messages")]
    public async Task Request_ThatLeavesNothing_IsNotCounted(string method, string path) =>
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], await ThreeTimesAsync(method, path));

    private async Task<HttpStatusCode[]> ThreeTimesAsync(string method, string path)
    {
        using var client = gateway.NewClient(await NewVisitorTokenAsync());
        var statuses = new HttpStatusCode[3];
        for (var index = 0; index < statuses.Length; index++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
            request.Content = method == "GET" ? null : Answers.Json("{}");
            using var response = await client.SendAsync(request, Cancelled);
            statuses[index] = response.StatusCode;
        }
        return statuses;
    }

    [Fact]
    public async Task Post_SecretKey_IsNotCounted()
    {
        using var client = gateway.NewClient(GatewayHost.SecretKey);

        for (var index = 0; index < 4; index++)
        {
            using var response = await client.PostAsync(OfflineMessages, Answers.Json("{}"), Cancelled);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Get_SamePathWithAnotherMethod_HasItsOwnAccess()
    {
        using var client = gateway.NewClient(GatewayHost.PublishableKey);

        using var response = await client.GetAsync(OfflineMessages, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<string> NewVisitorTokenAsync()
    {
        using var client = gateway.NewClient(GatewayHost.PublishableKey);
        using var response = await client.PostAsync(new Uri("/v1/visitors", UriKind.Relative), null, Cancelled);
        return (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
    }
}
