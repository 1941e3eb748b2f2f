using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.WebSockets;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.RateLimits;

/// <summary>What is no call of a service and counts as one all the same: links to files, event streams, new visitors.</summary>
public sealed class ReadLimitTests : GatewayTest
{
    private const string Conversation = $"/v1/conversations/{FakeReplies.ConversationId}";
    private const string Events = Conversation + "/events";
    private const string Link = "/v1/attachments/01a2193c-b601-7c6e-8040-d9870b9972d7/content?token=t";
    private const string Address = "203.0.113.9";
    private FakeRest services = null!;

    protected override (string Name, string Value)[] Settings =>
        [
            ("services:sessions:http:0", services.Address),
            ("RateLimit:MaxCalls", "1"),
            ("RateLimit:MaxCallsPerAddress", "2"),
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
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Link_AddressOverItsLimit_Is429AndNotPassedOn(string method)
    {
        using var client = NewClient(credential: null, Address);
        using var elsewhere = NewClient(credential: null, "203.0.113.10");

        Assert.Equal("200 200 429", await LinkAsync(client, method, times: 3));
        Assert.Equal("200", await LinkAsync(elsewhere, method, times: 1));
        Assert.Equal(3, services.Requests.Count);
    }

    [Fact]
    public async Task NewVisitors_WithAPublishableKey_AreCountedByAddress()
    {
        using var page = NewClient(GatewayHost.PublishableKey, Address);
        using var backend = NewClient(GatewayHost.SecretKey, Address);

        Assert.Equal("201 201 429", await VisitorsAsync(page, times: 3));
        Assert.Equal("201 201 201", await VisitorsAsync(backend, times: 3));
    }

    [Fact]
    public async Task NewVisitors_OverSockets_AreCountedByAddress()
    {
        var token = await NewVisitorTokenAsync();
        for (var time = 0; time < 2; time++)
        {
            using var let = await ConnectAsync(GatewayHost.PublishableKey);
            await let.NextAsync("ready", Cancelled).WithTimeout();
        }

        using var refused = await ConnectAsync(GatewayHost.PublishableKey);
        using var known = await ConnectAsync(token);

        var error = await refused.NextAsync("error", Cancelled).WithTimeout();
        Assert.Equal("rate_limited", error.GetProperty("code").GetString());
        Assert.InRange(error.GetProperty("retryAfter").GetInt32(), 1, 60_000);
        Assert.Null(await refused.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(4429, (int?)refused.CloseStatus);
        await known.NextAsync("ready", Cancelled).WithTimeout();
    }

    [Fact]
    public async Task Link_IsCountedApartFromCalls()
    {
        using var stranger = NewClient(credential: null, Address);
        Assert.Equal("200 200 429", await LinkAsync(stranger, "GET", times: 3));

        using var visitor = NewClient(await NewVisitorTokenAsync(), Address);
        using var read = await visitor.GetAsync(Conversation, Cancelled);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Follow_VisitorOverItsCalls_Is429AndSubscribesNothing()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        using var read = await client.GetAsync(Conversation, Cancelled);

        using var refused = await client.GetAsync(Events, Cancelled).WithTimeout();

        Assert.Equal("rate_limited", await Answers.CodeAsync(refused, Cancelled));
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Resume_VisitorOverItsCalls_Is429()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        client.DefaultRequestHeaders.Add("Last-Event-ID", $"7.1.{FakeReplies.ReplyId}.5");
        using var read = await client.GetAsync(Conversation, Cancelled);

        using var refused = await client
            .PostAsync("/v1/chat", Answers.Json($$"""{"conversationId":"{{FakeReplies.ConversationId}}"}"""), Cancelled)
            .WithTimeout();

        Assert.Equal("rate_limited", await Answers.CodeAsync(refused, Cancelled));
    }

    [Fact]
    public async Task Follow_SecretKey_IsNotCounted()
    {
        using var client = NewClient(GatewayHost.SecretKey, Address);
        for (var time = 0; time < 3; time++)
        {
            var following = client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            await Gateway.Fakes.Live.ConfirmAsync(await Gateway.Fakes.Live.NextAsync(Cancelled).WithTimeout());
            using var response = await following.WithTimeout();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private HttpClient NewClient(string? credential, string address)
    {
        var client = Gateway.NewClient(credential);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    private Task<SocketClient> ConnectAsync(string bearer) =>
        SocketClient.ConnectAsync(Gateway.Address, bearer, Cancelled, address: Address);

    private static async Task<string> VisitorsAsync(HttpClient client, int times)
    {
        var statuses = new int[times];
        for (var time = 0; time < times; time++)
        {
            using var response = await client.PostAsync("/v1/visitors", null, Cancelled);
            statuses[time] = (int)response.StatusCode;
        }
        return string.Join(' ', statuses);
    }

    private static async Task<string> LinkAsync(HttpClient client, string method, int times)
    {
        var statuses = new int[times];
        for (var time = 0; time < times; time++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Link);
            request.Content = method == "GET" ? null : Answers.Json("{}");
            using var response = await client.SendAsync(request, Cancelled);
            statuses[time] = (int)response.StatusCode;
        }
        return string.Join(' ', statuses);
    }
}
