using System.Net;
using System.Net.Http.Json;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Cors;

public sealed class CorsTests : GatewayTest
{
    [Theory]
    [InlineData("/v1/chat", HttpStatusCode.OK)]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound)]
    public async Task Post_AllowedOrigin_EveryAnswerMayBeRead(string path, HttpStatusCode status)
    {
        using var client = NewPage(GatewayHost.AllowedOrigin);

        using var response = await client.PostAsJsonAsync(path, new { message = "Hi" }, Cancelled);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(GatewayHost.AllowedOrigin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Origin", response.Headers.Vary);
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_TheErrorMayBeRead()
    {
        using var client = NewPage(GatewayHost.AllowedOrigin);

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new { message = new string('x', 70_000) },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(GatewayHost.AllowedOrigin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://shop.example")]
    public async Task Post_OtherOrigin_IsRefusedReadably(string origin)
    {
        using var client = NewPage(origin);

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("origin_not_allowed", await Answers.CodeAsync(response, Cancelled));
        Assert.Equal(origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Empty(Gateway.Fakes.Replies.Requests);
    }

    [Fact]
    public async Task Post_OwnOrigin_NeedsNoPermission()
    {
        using var client = NewPage(Gateway.Address.GetLeftPart(UriPartial.Authority));

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Post_VisitorTokenOfAnotherOrigin_IsRefused()
    {
        using var page = NewPage(GatewayHost.AllowedOrigin);
        using var created = await page.PostAsync(new Uri("/v1/visitors", UriKind.Relative), null, Cancelled);
        var token = (await Answers.JsonAsync(created, Cancelled)).GetProperty("token").GetString();
        using var thief = NewPage("https://evil.example", token);

        using var response = await thief.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        Assert.Equal("origin_not_allowed", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Options_Preflight_Is204WithoutCredentials()
    {
        using var client = NewPage(GatewayHost.AllowedOrigin, credential: null);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/chat");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,last-event-id");

        using var response = await client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains(
            "Last-Event-ID",
            response.Headers.GetValues("Access-Control-Allow-Headers").Single(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "POST",
            response.Headers.GetValues("Access-Control-Allow-Methods").Single(),
            StringComparison.Ordinal
        );
    }

    private HttpClient NewPage(string origin, string? credential = GatewayHost.PublishableKey)
    {
        var client = Gateway.NewClient(credential);
        client.DefaultRequestHeaders.Add("Origin", origin);
        return client;
    }
}
