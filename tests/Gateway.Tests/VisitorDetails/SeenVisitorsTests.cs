using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Gateway.Tests.VisitorDetails;

[Trait("Level", "Component")]
public sealed class SeenVisitorsTests : IAsyncDisposable
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:129.0) Gecko/20100101 Firefox/129.0";
    private const string Asking = """
        {"message":"Hello","page":{"url":"https://shop.example/a","title":"A"}}
        """;

    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Chat_BehindATrustedProxy_IsSeenWithAddressAndPlace()
    {
        await StartAsync("127.0.0.1");

        await AskAsync(GatewayHost.PublishableKey);

        var seen = await SeenAsync();
        Assert.Equal(("203.0.113.7", "AT"), (seen.Ip, seen.Country));
        Assert.Equal(("Firefox 129", "Linux", "de-AT"), (seen.Browser, seen.Os, seen.Language));
        Assert.Equal(("https://shop.example/a", "A"), (seen.Page, seen.PageTitle));
        Assert.Equal("https://shop.example/", seen.Referrer);
        Assert.Equal((FakeTenants.TenantId.ToString(), AuthorKind.Visitor), (seen.TenantId, seen.Kind));
    }

    [Fact]
    public async Task Chat_HeadersOfAnybody_AreNotBelieved()
    {
        await StartAsync("192.0.2.1");

        await AskAsync(GatewayHost.PublishableKey);

        var seen = await SeenAsync();
        Assert.Equal(("", ""), (seen.Ip, seen.Country));
        Assert.Equal("Firefox 129", seen.Browser);
    }

    [Fact]
    public async Task Chat_NothingNew_IsNotedOnce()
    {
        await StartAsync("127.0.0.1");
        using var client = gateway.NewClient();
        using var created = await client.PostAsync(new Uri("/v1/visitors", UriKind.Relative), null, Cancelled);
        var token = (await Answers.JsonAsync(created, Cancelled)).GetProperty("token").GetString()!;

        await AskAsync(token);
        await AskAsync(token);
        await AskAsync(GatewayHost.PublishableKey);

        await Eventually.TrueAsync(() => gateway.Fakes.Visitors.Seen.Count >= 2, Cancelled);
        Assert.Equal(2, gateway.Fakes.Visitors.Seen.Select(visitor => visitor.Subject).Distinct().Count());
        Assert.Equal(2, gateway.Fakes.Visitors.Seen.Count);
    }

    [Fact]
    public async Task Chat_ByTheCompanysServer_SaysNothingOfABrowser()
    {
        await StartAsync("127.0.0.1");

        await AskAsync(GatewayHost.SecretKey);
        await AskAsync(GatewayHost.PublishableKey);

        await SeenAsync();
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    public async Task PassOn_SessionsIsAway_ComesWhenItIsBack(StatusCode away)
    {
        await StartAsync("127.0.0.1");
        gateway.Fakes.Visitors.Refusals.Enqueue(away);

        await AskAsync(GatewayHost.PublishableKey);

        Assert.Equal("Firefox 129", (await SeenAsync()).Browser);
        Assert.Empty(gateway.Fakes.Visitors.Refusals);
    }

    [Fact]
    public async Task PassOn_Refused_IsNotInTheWayOfTheNext()
    {
        await StartAsync("127.0.0.1");
        gateway.Fakes.Visitors.Refusals.Enqueue(StatusCode.InvalidArgument);
        await AskAsync(GatewayHost.PublishableKey);
        await Eventually.TrueAsync(() => gateway.Fakes.Visitors.Refusals.IsEmpty, Cancelled);

        await AskAsync(GatewayHost.PublishableKey);

        await SeenAsync();
    }

    private async Task StartAsync(string trusted) =>
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("Proxies:Trusted:0", trusted),
            ("Proxies:CountryHeader", "CF-IPCountry")
        );

    private async Task AskAsync(string credential)
    {
        using var client = gateway.NewClient(credential);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat", UriKind.Relative));
        request.Content = Answers.Json(Asking);
        request.Headers.TryAddWithoutValidation("User-Agent", Firefox);
        request.Headers.TryAddWithoutValidation("Accept-Language", "de-AT,de;q=0.8");
        request.Headers.TryAddWithoutValidation("Referer", "https://shop.example/");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.7");
        request.Headers.TryAddWithoutValidation("CF-IPCountry", "AT");
        using var response = await client.SendAsync(request, Cancelled);
        Assert.True(response.IsSuccessStatusCode);
    }

    private async Task<SeenVisitor> SeenAsync()
    {
        await Eventually.TrueAsync(() => !gateway.Fakes.Visitors.Seen.IsEmpty, Cancelled);
        return Assert.Single(gateway.Fakes.Visitors.Seen);
    }
}
