using System.Net;
using System.Text.Json;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.WebSockets;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.UserTokens;

[Trait("Level", "Component")]
public sealed class UserTokensTests : IAsyncLifetime
{
    private static readonly Uri Tokens = new("/v1/users/u%201/tokens", UriKind.Relative);
    private static readonly Uri Me = new("/v1/me", UriKind.Relative);
    private FakeRest sessions = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sessions = await FakeRest.StartAsync(Cancelled);
        gateway = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await sessions.DisposeAsync();
    }

    [Fact]
    public async Task Issue_SecretKey_TheTokenIsThatUserEverywhere()
    {
        var issued = await IssueAsync("""{"name":"Ada","email":"ada@example.com"}""");

        using var client = gateway.NewClient(issued.GetProperty("token").GetString());
        using var response = await client.GetAsync(Me, Cancelled);
        var seen = await Answers.JsonAsync(response, Cancelled);

        var token = seen.GetProperty("authorization").GetString()!["Bearer ".Length..];
        var principal = gateway.Services.GetRequiredService<IIdentityTokens>().Validate(token).Value;
        Assert.Equal((FakeTenants.TenantId, PrincipalKind.User), (principal.TenantId, principal.Kind));
        Assert.Equal(("u 1", "Ada"), (principal.Subject, principal.DisplayName));
        var admitted = Assert.Single(gateway.Fakes.UserTokens.Admitted);
        Assert.Equal(("u 1", "ada@example.com"), (admitted.UserId, admitted.Email));
        Assert.Equal("0190c000-0000-7000-8000-000000000001", issued.GetProperty("customerId").GetString());
    }

    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb/", "a%2Fb")]
    [InlineData("100%25", "100%")]
    public async Task Issue_UserWithASlash_IsNotAnother(string sent, string userId)
    {
        using var client = gateway.NewClient(GatewayHost.SecretKey);
        var path = new Uri(
            $"/v1/users/{sent.TrimEnd('/')}/tokens{(sent.EndsWith('/') ? "/" : "")}?x=/y/z",
            UriKind.Relative
        );

        using var issued = await client.PostAsync(path, null, Cancelled);
        using var revoked = await client.DeleteAsync(path, Cancelled);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NoContent), (issued.StatusCode, revoked.StatusCode));
        Assert.Equal(userId, Assert.Single(gateway.Fakes.UserTokens.Admitted).UserId);
    }

    [Theory]
    [InlineData(null, 86_400)]
    [InlineData("{}", 86_400)]
    [InlineData("""{"expiresIn":60}""", 60)]
    public async Task Issue_Lifetime_IsTheOneAskedForOrADay(string? json, int seconds)
    {
        var before = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

        var issued = await IssueAsync(json);

        var lifetime = issued.GetProperty("expiresAt").GetDateTimeOffset() - before;
        Assert.InRange(lifetime.TotalSeconds, seconds, seconds + 30);
    }

    [Theory]
    [InlineData("""{"expiresIn":59}""", "/expiresIn")]
    [InlineData("""{"expiresIn":604801}""", "/expiresIn")]
    [InlineData("""{"expiresIn":"1"}""", "/expiresIn")]
    [InlineData("""{"name":1}""", "/name")]
    public async Task Issue_Invalid_NamesTheField(string json, string pointer)
    {
        using var client = gateway.NewClient(GatewayHost.SecretKey);

        using var response = await client.PostAsync(Tokens, Answers.Json(json), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await Answers.JsonAsync(response, Cancelled);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Any_NotASecretKey_IsForbidden(string method)
    {
        using var client = gateway.NewClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), Tokens);

        using var response = await client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("secret_key_required", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Revoke_User_ItsTokensAreVoidOnEveryInstanceAndNewOnesHold()
    {
        var old = await IssueAsync(null);
        await using var other = await StartAsync(("services:sessions:grpc:0", gateway.Fakes.Address));
        await WaitForAsync(other, old, HttpStatusCode.OK);

        using var client = gateway.NewClient(GatewayHost.SecretKey);
        using var revoked = await client.DeleteAsync(Tokens, Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        await WaitForAsync(gateway, old, HttpStatusCode.Unauthorized);
        await WaitForAsync(other, old, HttpStatusCode.Unauthorized);
        var fresh = await IssueAsync(null);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, fresh));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, fresh));
    }

    [Fact]
    public async Task Token_NobodyKnowsWhatWasRevoked_IsNotBelieved()
    {
        var issued = await IssueAsync(null);
        await WaitForAsync(gateway, issued, HttpStatusCode.OK);

        gateway.Fakes.UserTokens.IsAway = true;
        await WaitForAsync(gateway, issued, HttpStatusCode.ServiceUnavailable);

        gateway.Fakes.UserTokens.IsAway = false;
        await WaitForAsync(gateway, issued, HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/keys", "secret_key_required")]
    [InlineData("/v1/knowledge/search?q=x", "key_required")]
    public async Task User_WhatIsNotForUsers_IsForbidden(string path, string code)
    {
        var issued = await IssueAsync(null);
        using var client = gateway.NewClient(issued.GetProperty("token").GetString());

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(code, await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Me_Key_NeedsAVisitor()
    {
        using var client = gateway.NewClient(GatewayHost.SecretKey);

        using var response = await client.GetAsync(Me, Cancelled);

        Assert.Equal("visitor_required", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Chat_User_WritesAsItself()
    {
        var issued = await IssueAsync("""{"name":"Ada"}""");
        using var client = gateway.NewClient(issued.GetProperty("token").GetString());

        using var response = await client.PostAsync(
            new Uri("/v1/chat", UriKind.Relative),
            Answers.Json("""{"message":"Hello"}"""),
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var author = gateway.Fakes.Replies.Requests.Single().Author;
        Assert.Equal(
            (Contracts.Sessions.V1.AuthorKind.User, "u 1", "Ada"),
            (author.Kind, author.Id, author.DisplayName)
        );
    }

    [Fact]
    public async Task Revoke_UserWithASocket_ClosesItAndLetsTheNewTokenIn()
    {
        var issued = await IssueAsync(null);
        using var socket = await SocketClient.ConnectAsync(
            gateway.Address,
            issued.GetProperty("token").GetString(),
            Cancelled
        );
        await socket.NextAsync("ready", Cancelled);

        using var client = gateway.NewClient(GatewayHost.SecretKey);
        using var revoked = await client.DeleteAsync(Tokens, Cancelled);

        Assert.Null(await socket.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(4401, (int?)socket.CloseStatus);
        var fresh = await IssueAsync(null);
        using var again = await SocketClient.ConnectAsync(
            gateway.Address,
            fresh.GetProperty("token").GetString(),
            Cancelled
        );
        await again.NextAsync("ready", Cancelled);
    }

    private static async Task<HttpStatusCode> StatusAsync(GatewayHost at, JsonElement issued)
    {
        using var client = at.NewClient(issued.GetProperty("token").GetString());
        using var response = await client.GetAsync(Me, Cancelled);
        return response.StatusCode;
    }

    private static Task WaitForAsync(GatewayHost at, JsonElement issued, HttpStatusCode status) =>
        Eventually.TrueAsync(async () => await StatusAsync(at, issued) == status, Cancelled);

    private Task<GatewayHost> StartAsync(params (string Name, string Value)[] more) =>
        GatewayHost.StartAsync(
            Cancelled,
            [
                ("services:sessions:http:0", sessions.Address),
                ("UserTokens:PollInterval", "00:00:00.1"),
                ("UserTokens:MaxStaleness", "00:00:02"),
                .. more,
            ]
        );

    private async Task<JsonElement> IssueAsync(string? json)
    {
        using var client = gateway.NewClient(GatewayHost.SecretKey);
        using var response = await client.PostAsync(Tokens, json is null ? null : Answers.Json(json), Cancelled);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await Answers.JsonAsync(response, Cancelled);
    }
}
