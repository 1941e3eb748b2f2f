using System.Net;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Proxy;

/// <summary>How often customers may call for what is no message, Redis being away.</summary>
public sealed class ProxyCallLimitTests : GatewayTest
{
    private const string Conversation = "/v1/conversations/01a2193c-b601-7c6e-8040-d9870b9972d7";
    private const string Search = "/v1/knowledge/search?q=returns";
    private const string Address = "203.0.113.9";
    private FakeRest services = null!;

    protected override (string Name, string Value)[] Settings =>
        [
            ("services:sessions:http:0", services.Address),
            ("services:knowledge:http:0", services.Address),
            ("RateLimit:MaxRequests", "1"),
            ("RateLimit:MaxCalls", "2"),
            ("RateLimit:MaxCallsPerAddress", "3"),
            ("RateLimit:CallWindow", "00:00:30"),
            ("Proxies:Trusted:0", "127.0.0.1"),
        ];

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        services = await FakeRest.StartAsync(Cancelled);
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("GET", Conversation)]
    [InlineData("GET", Conversation + "/messages")]
    [InlineData("GET", "/v1/widget-config")]
    [InlineData("PUT", Conversation + "/receipts")]
    [InlineData("POST", Conversation + "/replies/r/stop")]
    public async Task Call_OfAVisitorOverItsLimit_Is429AndNotPassedOn(string method, string path)
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        Assert.Equal("200 200", await CallAsync(client, method, path, times: 2));

        using var refused = await SendAsync(client, method, path);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("rate_limited", await Answers.CodeAsync(refused, Cancelled));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 20, 30);
        Assert.Equal(2, services.Requests.Count);
    }

    [Fact]
    public async Task Call_OfAUserOverItsLimit_Is429()
    {
        using var backend = Gateway.NewClient(GatewayHost.SecretKey);
        using var issued = await backend.PostAsync("/v1/users/u/tokens", Answers.Json("{}"), Cancelled);
        var token = (await Answers.JsonAsync(issued, Cancelled)).GetProperty("token").GetString();
        using var client = Gateway.NewClient(token);

        Assert.Equal("200 200 429", await CallAsync(client, "GET", "/v1/me", times: 3));
    }

    [Fact]
    public async Task Call_AnotherVisitor_IsNotHeldUp()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        await CallAsync(client, "GET", Conversation, times: 3);

        using var other = Gateway.NewClient(await NewVisitorTokenAsync());

        Assert.Equal("200", await CallAsync(other, "GET", Conversation, times: 1));
    }

    [Fact]
    public async Task Call_VisitorsOfOneAddress_AreCountedTogether()
    {
        var statuses = new List<string>();
        for (var visitor = 0; visitor < 4; visitor++)
        {
            using var client = NewClient(await NewVisitorTokenAsync(), Address);
            statuses.Add(await CallAsync(client, "GET", Conversation, times: 1));
        }

        using var elsewhere = NewClient(await NewVisitorTokenAsync(), "203.0.113.10");

        Assert.Equal(["200", "200", "200", "429"], statuses);
        Assert.Equal("200", await CallAsync(elsewhere, "GET", Conversation, times: 1));
    }

    [Fact]
    public async Task Call_PublishableKey_IsCountedByAddressAlone()
    {
        using var client = NewClient(GatewayHost.PublishableKey, Address);
        using var unknown = Gateway.NewClient(GatewayHost.PublishableKey);

        Assert.Equal("200 200 200 429", await CallAsync(client, "GET", Search, times: 4));
        Assert.Equal("200 200 200 200", await CallAsync(unknown, "GET", Search, times: 4));
    }

    [Fact]
    public async Task Call_SecretKeysAndAgents_AreNotCounted()
    {
        foreach (var credential in (string[])[GatewayHost.SecretKey, await LogInAsync()])
        {
            using var client = NewClient(credential, Address);

            Assert.Equal("200 200 200 200", await CallAsync(client, "GET", Conversation, times: 4));
        }
    }

    [Fact]
    public async Task Call_MessagesAndCalls_AreCountedApart()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());

        Assert.Equal("200 200 429", await CallAsync(client, "GET", Conversation, times: 3));
        Assert.Equal("200 429", await CallAsync(client, "POST", Conversation + "/messages", times: 2));
    }

    [Fact]
    public async Task Call_NotAllowed_IsNotCounted()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        Assert.Equal("403 403 403", await CallAsync(client, "GET", "/v1/keys", times: 3));

        Assert.Equal("200", await CallAsync(client, "GET", Conversation, times: 1));
    }

    [Fact]
    public async Task Call_TenantWithARuleOfItsOwn_HasThat()
    {
        await using var gateway = await GatewayHost.StartAsync(
            Cancelled,
            [.. Settings, ($"RateLimit:Tenants:{FakeTenants.TenantId}:MaxCallsPerAddress", "1")]
        );
        using var client = gateway.NewClient(GatewayHost.PublishableKey);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", Address);

        Assert.Equal("200 429", await CallAsync(client, "GET", Search, times: 2));
    }

    private HttpClient NewClient(string credential, string address)
    {
        var client = Gateway.NewClient(credential);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private static async Task<string> CallAsync(HttpClient client, string method, string path, int times)
    {
        var statuses = new int[times];
        for (var time = 0; time < times; time++)
        {
            using var response = await SendAsync(client, method, path);
            statuses[time] = (int)response.StatusCode;
        }
        return string.Join(' ', statuses);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "GET" ? null : Answers.Json("{}");
        return await client.SendAsync(request, Cancelled);
    }
}
