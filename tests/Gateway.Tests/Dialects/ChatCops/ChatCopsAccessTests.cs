using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>Who may read and write: origins, owners, limits.</summary>
public sealed class ChatCopsAccessTests : GatewayTest
{
    private const string Random = "9b2f0b1c-3d4e-4f5a-8b6c-7d8e9f0a1b2c";
    private const string OtherPage = "https://blog.example";

    protected override (string Name, string Value)[] Settings =>
        [
            ("Dialects:ChatCops:AllowedOrigins:0", GatewayHost.AllowedOrigin),
            ("Dialects:ChatCops:AllowedOrigins:1", OtherPage),
            ("Proxies:Trusted:0", "127.0.0.1"),
            ("RateLimit:MaxRequests", "2"),
        ];

    [Theory]
    [InlineData(GatewayHost.AllowedOrigin)]
    [InlineData(OtherPage)]
    public async Task Options_AllowedOrigin_IsNamedAndVaries(string origin)
    {
        using var response = await SendAsync(HttpMethod.Options, "/chat", origin, body: null);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(origin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("POST, OPTIONS", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Contains("Origin", response.Headers.Vary);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task Post_OtherOrigin_IsRefusedWithoutTheHeader()
    {
        using var response = await PostAsync("https://evil.example", Body(Random));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Empty(Gateway.Fakes.Replies.Requests);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task Post_Failures_MayBeReadByThePage(string body, HttpStatusCode status)
    {
        using var response = await PostAsync(OtherPage, body);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(OtherPage, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Post_UnexpectedFailure_MayBeReadByThePage()
    {
        Gateway.Fakes.Replies.Handler = (_, _, _) => throw new InvalidOperationException("A bug.");

        using var response = await PostAsync(OtherPage, Body(Random));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(OtherPage, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Post_TextIsRefused_TheWidgetsFieldIsNamed()
    {
        Gateway.Fakes.Replies.Handler = (_, _, _) =>
            throw Invalid.Field("/text", "length", "Too long.").ToRpcException();

        using var response = await PostAsync(OtherPage, Body(Random));

        var answer = await Answers.JsonAsync(response, Cancelled);
        Assert.Equal(
            """{"message":["Too long."]}""",
            answer.GetProperty("details").GetProperty("fieldErrors").GetRawText()
        );
    }

    [Fact]
    public async Task Options_KeyInTheAddress_TheKeysOriginsCount()
    {
        const string Path = "/chat?key=" + GatewayHost.PublishableKey;

        using var allowed = await SendAsync(HttpMethod.Options, Path, GatewayHost.AllowedOrigin, body: null);
        using var refused = await SendAsync(HttpMethod.Options, Path, OtherPage, body: null);

        Assert.Equal(GatewayHost.AllowedOrigin, allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Post_SameIdOnAnotherPage_IsAnotherVisitor()
    {
        using var first = await PostAsync(GatewayHost.AllowedOrigin, Body(Random));
        using var second = await PostAsync(OtherPage, Body(Random));

        var requests = Gateway.Fakes.Replies.Requests.ToArray();
        Assert.Equal(requests[0].ExternalId, requests[1].ExternalId);
        Assert.NotEqual(requests[0].Author.Id, requests[1].Author.Id);
    }

    [Fact]
    public async Task Post_GuessableIdFromAnotherAddress_IsAnotherConversation()
    {
        using var first = await PostAsync(OtherPage, Body("user-1"), "203.0.113.1");
        using var again = await PostAsync(OtherPage, Body("user-1"), "203.0.113.1");
        using var second = await PostAsync(OtherPage, Body("user-1"), "203.0.113.2");

        var requests = Gateway.Fakes.Replies.Requests.ToArray();
        Assert.Equal(requests[0].ExternalId, requests[1].ExternalId);
        Assert.NotEqual(requests[0].ExternalId, requests[2].ExternalId);
        Assert.NotEqual(requests[0].Author.Id, requests[2].Author.Id);
        Assert.Matches("^chatcops~[0-9a-f]{12}:user-1$", requests[2].ExternalId);
    }

    [Fact]
    public async Task Post_VisitorTokenInTheAddress_NamesTheVisitor()
    {
        var token = await NewVisitorTokenAsync();

        using var response = await SendAsync(HttpMethod.Post, $"/chat?visitor={token}", OtherPage, Body(Random));
        using var stolen = await PostAsync(OtherPage, Body(Random));

        var requests = Gateway.Fakes.Replies.Requests.ToArray();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("chatcops", requests[0].Author.Id);
        Assert.NotEqual(requests[0].Author.Id, requests[1].Author.Id);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData(GatewayHost.SecretKey)]
    [InlineData(GatewayHost.PublishableKey)]
    public async Task Post_NoVisitorTokenInTheAddress_IsRefused(string credential)
    {
        using var response = await SendAsync(
            HttpMethod.Post,
            $"/chat?visitor={credential}",
            GatewayHost.AllowedOrigin,
            Body(Random)
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(Gateway.Fakes.Replies.Requests);
    }

    [Fact]
    public async Task Post_OverTheLimit_Is429InTheDialectsShapeAndTheVisitorsLanguage()
    {
        foreach (var _ in (int[])[1, 2])
        {
            using var allowed = await PostAsync(OtherPage, Body(Random));
        }

        using var response = await PostAsync(
            OtherPage,
            $$"""{"conversationId":"{{Random}}","message":"Hi","locale":"de"}"""
        );

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        var seconds = (int)response.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(seconds, 50, 60);
        Assert.Equal(
            $$"""{"error":"rate_limit","retryAfter":{{seconds}},"message":"Zu viele Nachrichten. Bitte warten Sie einen Moment, bevor Sie die nächste senden."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
        Assert.Equal(OtherPage, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Post_ManyConversationsOfOneAddress_AreBounded()
    {
        var statuses = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(async index =>
                {
                    using var response = await PostAsync(OtherPage, Body($"{index:x8}{Random[8..]}"), "203.0.113.5");
                    return response.StatusCode;
                })
        );

        Assert.Equal(2, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(98, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    private static string Body(string conversationId) => $$"""{"conversationId":"{{conversationId}}","message":"Hi"}""";

    private Task<HttpResponseMessage> PostAsync(string origin, string body, string? address = null) =>
        SendAsync(HttpMethod.Post, "/chat", origin, body, address);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string origin,
        string? body,
        string? address = null
    )
    {
        using var client = Gateway.NewClient(credential: null);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Answers.Json(body) };
        request.Headers.Add("Origin", origin);
        if (address is not null)
        {
            request.Headers.Add("X-Forwarded-For", address);
        }
        return await client.SendAsync(request, Cancelled);
    }
}
