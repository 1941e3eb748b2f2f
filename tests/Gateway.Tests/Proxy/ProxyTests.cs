using System.Net;
using System.Net.Sockets;
using System.Text;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.Proxy;

[Trait("Level", "Component")]
public sealed class ProxyTests : IAsyncLifetime
{
    private const string Conversation = "/v1/conversations/0190b000-0000-7000-8000-00000000000a";
    private FakeRest sessions = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sessions = await FakeRest.StartAsync(Cancelled);
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("services:sessions:http:0", sessions.Address),
            ("services:webhooks:http:0", "http://127.0.0.1:9")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await sessions.DisposeAsync();
    }

    [Fact]
    public async Task Get_ProxiedResource_TheServiceSeesTheInternalIdentityOnly()
    {
        using var client = gateway.NewClient(GatewayHost.SecretKey);
        client.DefaultRequestHeaders.Add("Cookie", "a=b");

        using var response = await client.GetAsync(
            new Uri(Conversation + "/messages?limit=5", UriKind.Relative),
            Cancelled
        );
        var seen = await Answers.JsonAsync(response, Cancelled);

        Assert.Equal(Conversation + "/messages?limit=5", seen.GetProperty("path").GetString());
        Assert.Equal("", seen.GetProperty("cookie").GetString());
        var token = seen.GetProperty("authorization").GetString()!["Bearer ".Length..];
        var principal = gateway.Services.GetRequiredService<IIdentityTokens>().Validate(token).Value;
        Assert.Equal((FakeTenants.TenantId, PrincipalKind.SecretKey), (principal.TenantId, principal.Kind));
    }

    [Theory]
    [InlineData("/v1/keys", GatewayHost.PublishableKey, HttpStatusCode.Forbidden, "secret_key_required")]
    [InlineData(Conversation, GatewayHost.PublishableKey, HttpStatusCode.Forbidden, "visitor_required")]
    [InlineData(Conversation, "pk_unknown", HttpStatusCode.Unauthorized, "key_invalid")]
    [InlineData(
        "/v1/webhooks/deliveries",
        GatewayHost.SecretKey,
        HttpStatusCode.ServiceUnavailable,
        "service_unavailable"
    )]
    [InlineData("/v1/usage", GatewayHost.SecretKey, HttpStatusCode.ServiceUnavailable, "service_unavailable")]
    [InlineData("/v1/internal", GatewayHost.SecretKey, HttpStatusCode.NotFound, "not_found")]
    public async Task Get_NotAllowedOrNotThere_IsAProblem(string path, string key, HttpStatusCode status, string code)
    {
        using var client = gateway.NewClient(key);

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await Answers.CodeAsync(response, Cancelled));
    }

    [Theory]
    [InlineData("/v1/customers", 512)]
    [InlineData("/v1/customers/0190b000-0000-7000-8000-00000000000a", 512)]
    [InlineData("/v1/settings/widget", 256)]
    [InlineData("/v1/conversations/0190b000-0000-7000-8000-00000000000a/messages", 128)]
    [InlineData("/v1/offline-messages", 128)]
    [InlineData("/v1/webhooks/subscriptions", 64)]
    public async Task Send_BodyOfAnySize_PassesUpToWhatTheResourceTakesElseSaysHowMuch(string path, int kibibytes)
    {
        await using var other = await GatewayHost.StartAsync(
            Cancelled,
            ("services:sessions:http:0", sessions.Address),
            ("services:webhooks:http:0", sessions.Address)
        );
        using var client = other.NewClient(GatewayHost.SecretKey);
        var method = path.EndsWith("00a", StringComparison.Ordinal) ? HttpMethod.Patch : HttpMethod.Post;
        method = path.StartsWith("/v1/settings", StringComparison.Ordinal) ? HttpMethod.Put : method;

        foreach (var isLengthSaid in (bool[])[true, false])
        {
            using var taken = await SendAsync(client, method, path, kibibytes * 1024, isLengthSaid);
            using var refused = await SendAsync(client, method, path, (kibibytes * 1024) + 1, isLengthSaid);

            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
            var problem = await Answers.JsonAsync(refused, Cancelled);
            Assert.Equal("body_too_large", problem.GetProperty("code").GetString());
            Assert.Contains(
                $"{kibibytes * 1024} bytes",
                problem.GetProperty("detail").GetString(),
                StringComparison.Ordinal
            );
        }
        Assert.All(sessions.Requests, request => Assert.Equal(kibibytes * 1024, request.Body.Length));
        Assert.Equal(2, sessions.Requests.Count);
    }

    [Fact]
    public async Task Send_BodyThatCannotBeRead_IsTheCallersFault()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancelled);
        await using var stream = client.GetStream();
        var request =
            "PUT /v1/attachments/0190b000-0000-7000-8000-00000000000a/content?token=t HTTP/1.1\r\n"
            + "Host: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nno chunk\r\n";

        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancelled);

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancelled).WithTimeout();
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"bad_request\"", answer, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpMethod method,
        string path,
        int bytes,
        bool isLengthSaid
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = Answers.Json(new string('x', bytes)),
        };
        request.Headers.TransferEncodingChunked = !isLengthSaid;
        return await client.SendAsync(request, Cancelled);
    }

    [Fact]
    public async Task OpenApi_ListsThePublicSurfaceOnly()
    {
        using var client = gateway.NewClient(credential: null);

        using var response = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled);
        var document = await Answers.JsonAsync(response, Cancelled);
        var paths = document.GetProperty("paths");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(paths.TryGetProperty("/v1/chat", out _));
        Assert.True(paths.TryGetProperty("/v1/webhooks/deliveries", out _));
        Assert.False(paths.TryGetProperty("/v1/internal", out _));
        var conversation = paths.GetProperty("/v1/conversations/{id}");
        Assert.False(conversation.TryGetProperty("delete", out _));
        Assert.Equal(
            "One conversation, described by its service",
            conversation.GetProperty("get").GetProperty("summary").GetString()
        );
        Assert.Contains(
            "#/components/schemas/Sessions.Conversation",
            conversation.GetRawText(),
            StringComparison.Ordinal
        );
        Assert.True(
            document.GetProperty("components").GetProperty("schemas").TryGetProperty("Sessions.Conversation", out _)
        );
    }

    [Fact]
    public async Task OpenApi_SchemasEveryServiceShares_StandInItOnce()
    {
        using var client = gateway.NewClient(credential: null);

        using var response = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled);
        var document = await Answers.JsonAsync(response, Cancelled);

        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.True(schemas.TryGetProperty("Problem", out _));
        Assert.False(schemas.TryGetProperty("Sessions.Problem", out _));
        var conversation = document.GetProperty("paths").GetProperty("/v1/conversations/{id}").GetRawText();
        Assert.Contains("\"#/components/schemas/Problem\"", conversation, StringComparison.Ordinal);
        Assert.Contains("[\"Conversations\"]", conversation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_WhatCustomersMayAsk_CanBeTooOften()
    {
        using var client = gateway.NewClient(credential: null);

        using var response = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled);
        var document = await Answers.JsonAsync(response, Cancelled);

        bool IsLimited(string path) =>
            document
                .GetProperty("paths")
                .GetProperty(path)
                .GetProperty("get")
                .GetProperty("responses")
                .TryGetProperty("429", out _);
        Assert.True(IsLimited("/v1/conversations/{id}"));
        Assert.False(IsLimited("/v1/webhooks/deliveries"));
    }

    [Fact]
    public async Task OpenApi_Chat_DescribesTheHeadersOfRetries()
    {
        using var client = gateway.NewClient(credential: null);

        using var response = await client.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled);
        var document = await Answers.JsonAsync(response, Cancelled);

        var chat = document.GetProperty("paths").GetProperty("/v1/chat").GetProperty("post");
        var headers = chat.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString());
        Assert.Equal(["Idempotency-Key", "Last-Event-ID"], headers);
        Assert.True(chat.GetProperty("responses").TryGetProperty("409", out _));
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/style.css", "text/css")]
    [InlineData("/assets/demo/src/main.js", "text/javascript")]
    [InlineData("/docs/index.html", "text/html")]
    public async Task Get_Pages_AreServed(string path, string type)
    {
        using var client = gateway.NewClient(credential: null);

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_DemoConfigurationWithoutAKey_Is404()
    {
        using var client = gateway.NewClient(credential: null);

        using var response = await client.GetAsync(new Uri("/demo/config.json", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
