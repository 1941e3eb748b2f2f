using System.Net;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Chat;

/// <summary>How many event streams one client address may have open.</summary>
public sealed class AddressStreamLimitTests : GatewayTest
{
    private const string Events = $"/v1/conversations/{FakeReplies.ConversationId}/events";
    private const string Address = "203.0.113.7";

    // Nobody's answer is finalized, and its stream ended with it.
    private HttpResponseMessage? held;

    protected override (string Name, string Value)[] Settings =>
        [("Limits:MaxStreamsPerAddress", "1"), ("Proxies:Trusted:0", "127.0.0.1")];

    [Fact]
    public async Task Post_AnotherVisitorOfAFullAddress_Is429()
    {
        using var client = await ReadingClientAsync();

        using var visitor = NewClient(GatewayHost.PublishableKey);
        using var second = await visitor.PostAsync("/v1/chat", Answers.Json("""{"message":"Hi"}"""), Cancelled);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal("too_many_streams", await Answers.CodeAsync(second, Cancelled));
    }

    [Fact]
    public async Task Follow_AnotherVisitorOfAFullAddress_Is429()
    {
        using var client = await ReadingClientAsync();

        using var visitor = NewClient(await NewVisitorTokenAsync());
        using var second = await visitor.GetAsync(new Uri(Events, UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task Post_SecretKeyOfAFullAddress_IsTaken()
    {
        using var client = await ReadingClientAsync();

        using var backend = NewClient(GatewayHost.SecretKey);
        using var second = await backend.PostAsync(
            "/v1/chat",
            Answers.Json("""{"message":"Hi","visitorId":"v"}"""),
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task Follow_SecretKeyOfAFullAddress_IsTaken()
    {
        using var client = await ReadingClientAsync();

        using var backend = NewClient(GatewayHost.SecretKey);

        using var second = await FollowAsync(backend);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    public async Task Post_AfterTheStreamBefore_IsTaken()
    {
        for (var time = 0; time < 3; time++)
        {
            using var visitor = NewClient(GatewayHost.PublishableKey);
            using var response = await visitor.PostAsync("/v1/chat", Answers.Json("""{"message":"Hi"}"""), Cancelled);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    // Ends its stream with itself.
    private async Task<HttpClient> ReadingClientAsync()
    {
        var client = NewClient(await NewVisitorTokenAsync());
        held = await FollowAsync(client);
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
        return client;
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Events);
        var answer = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        var followed = Gateway.Fakes.Live.NextAsync(Cancelled);
        // A refusal comes without a subscription.
        if (await Task.WhenAny(answer, followed) == followed)
        {
            await Gateway.Fakes.Live.ConfirmAsync(await followed);
        }
        return await answer;
    }

    private HttpClient NewClient(string credential)
    {
        var client = Gateway.NewClient(credential);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", Address);
        return client;
    }
}
