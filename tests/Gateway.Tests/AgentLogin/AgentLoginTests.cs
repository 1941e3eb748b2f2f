using System.Net;
using System.Text.Json;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.AgentLogin;

[Trait("Level", "Component")]
public sealed class AgentLoginTests : IAsyncLifetime
{
    private const string Me = "/v1/agents/me";
    private FakeRest sessions = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private FakeAgentLogins Logins => gateway.Fakes.AgentLogins;

    public async ValueTask InitializeAsync()
    {
        sessions = await FakeRest.StartAsync(Cancelled);
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("services:sessions:http:0", sessions.Address),
            ("Auth:LoginLifetime", "00:00:00"),
            ("AgentLogin:MaxTriesPerAccount", "3")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await sessions.DisposeAsync();
    }

    [Fact]
    public async Task LogIn_RightPassword_TokenStandsForTheAgentWithItsRoles()
    {
        Logins.Role = "manager";

        var login = await LogInAsync();
        var (status, seen) = await GetAsync(Me, Token(login));

        Assert.Equal(HttpStatusCode.OK, status);
        var identity = seen.GetProperty("authorization").GetString()!["Bearer ".Length..];
        var principal = gateway.Services.GetRequiredService<IIdentityTokens>().Validate(identity).Value;
        Assert.Equal(
            (PrincipalKind.Agent, FakeAgentLogins.AgentId, FakeTenants.TenantId, "Ada"),
            (principal.Kind, principal.Subject, principal.TenantId, principal.DisplayName)
        );
        Assert.Equal(["agent", "manager"], principal.Roles.Order());
        Assert.Equal("manager", login.GetProperty("agent").GetProperty("role").GetString());
    }

    [Fact]
    public async Task LogIn_WrongPassword_IsRefused()
    {
        var (status, problem) = await PostAsync("login", new { email = FakeAgentLogins.Email, password = "wrong" });

        Assert.Equal((HttpStatusCode.Unauthorized, "login_refused"), (status, Code(problem)));
    }

    [Theory]
    [InlineData(FakeAgentLogins.Email)]
    [InlineData("nobody@example.com")]
    public async Task LogIn_TooManyTries_AreLockedWhetherOrNotThereIsSuchAnAgent(string email)
    {
        for (var i = 0; i < 3; i++)
        {
            await PostAsync("login", new { email, password = "wrong" });
        }

        var (status, problem) = await PostAsync("login", new { email, password = FakeAgentLogins.Password });

        Assert.Equal((HttpStatusCode.TooManyRequests, "login_throttled"), (status, Code(problem)));
        Assert.Equal(3, Logins.Tries);
    }

    [Fact]
    public async Task LogIn_SucceedsBetweenMistakes_IsNotLocked()
    {
        for (var i = 0; i < 4; i++)
        {
            await PostAsync("login", new { email = FakeAgentLogins.Email, password = "wrong" });
            await LogInAsync();
        }
    }

    [Fact]
    public async Task LogIn_EmptyBody_NamesWhatIsMissing()
    {
        var (status, problem) = await PostAsync("login", new { });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            ["/email", "/password"],
            problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString())
        );
    }

    [Fact]
    public async Task Refresh_Login_GivesTheNextTokens()
    {
        var login = await LogInAsync();

        var (status, next) = await PostAsync("refresh", new { refreshToken = Refresh(login) });
        var (again, problem) = await PostAsync("refresh", new { refreshToken = Refresh(login) });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(Refresh(login), Refresh(next));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Me, Token(next))).Status);
        Assert.Equal((HttpStatusCode.Unauthorized, "login_ended"), (again, Code(problem)));
    }

    [Fact]
    public async Task LogOut_Login_EndsItsTokens()
    {
        var login = await LogInAsync();

        var (status, _) = await PostAsync("logout", new { refreshToken = Refresh(login) });

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(Me, Token(login))).Status);
    }

    [Fact]
    public async Task Get_AgentDeactivatedMeanwhile_IsRefused()
    {
        var token = Token(await LogInAsync());
        Logins.IsActive = false;

        var (status, problem) = await GetAsync(Me, token);

        Assert.Equal((HttpStatusCode.Unauthorized, "token_invalid"), (status, Code(problem)));
    }

    [Fact]
    public async Task Get_AgentDemotedMeanwhile_HasTheLesserRole()
    {
        Logins.Role = "admin";
        var token = Token(await LogInAsync());
        Logins.Role = "agent";

        var (_, seen) = await GetAsync(Me, token);

        var identity = seen.GetProperty("authorization").GetString()!["Bearer ".Length..];
        Assert.Equal(["agent"], gateway.Services.GetRequiredService<IIdentityTokens>().Validate(identity).Value.Roles);
    }

    [Fact]
    public async Task Get_TokenShownFromAnotherOrigin_IsRefused()
    {
        using var console = gateway.NewClient(credential: null);
        console.DefaultRequestHeaders.Add("Origin", "https://console.example");
        using var response = await console.PostAsync("/v1/auth/login", Body(LoginBody), Cancelled);
        var token = Token(await Answers.JsonAsync(response, Cancelled));

        var (own, _) = await GetAsync(Me, token, "https://console.example");
        var (other, problem) = await GetAsync(Me, token, "https://evil.example");

        Assert.Equal(HttpStatusCode.OK, own);
        Assert.Equal((HttpStatusCode.Forbidden, "origin_not_allowed"), (other, Code(problem)));
    }

    [Fact]
    public async Task Get_Agents_VisitorsAndPublishableKeysAreRefused()
    {
        var (status, problem) = await GetAsync("/v1/agents", GatewayHost.PublishableKey);

        Assert.Equal((HttpStatusCode.Forbidden, "agent_required"), (status, Code(problem)));
    }

    [Theory]
    [InlineData("/v1/keys", "secret_key_required")]
    [InlineData("/v1/webhooks/subscriptions", "secret_key_required")]
    public async Task Get_WhatNeedsASecretKey_IsForbiddenForAgents(string path, string code)
    {
        var (status, problem) = await GetAsync(path, Token(await LogInAsync()));

        Assert.Equal((HttpStatusCode.Forbidden, code), (status, Code(problem)));
    }

    [Theory]
    [InlineData("/v1/chat", "visitor_required")]
    [InlineData("/v1/visitors", "key_required")]
    public async Task Post_WhatVisitorsDo_IsForbiddenForAgents(string path, string code)
    {
        using var client = gateway.NewClient(Token(await LogInAsync()));

        using var response = await client.PostAsync(path, Body(new { message = "Hi" }), Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(code, await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task ChangePassword_TooManyTries_AreLocked()
    {
        using var client = gateway.NewClient(Token(await LogInAsync()));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await client.PostAsync(
                Me + "/password",
                Body(new { currentPassword = "a guess", newPassword = "another horse" }),
                Cancelled
            );
            statuses.Add(response.StatusCode);
        }

        HttpStatusCode passed = HttpStatusCode.OK;
        Assert.Equal([passed, passed, passed, HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(3, sessions.Requests.Count);
    }

    [Theory]
    [InlineData("inv_good", HttpStatusCode.NoContent)]
    [InlineData("inv_bad", HttpStatusCode.Unauthorized)]
    public async Task Accept_Invitation_IsPassedOn(string token, HttpStatusCode expected)
    {
        var (status, _) = await PostAsync("invitations/accept", new { token, password = FakeAgentLogins.Password });

        Assert.Equal(expected, status);
    }

    private static object LoginBody => new { email = FakeAgentLogins.Email, password = FakeAgentLogins.Password };

    private async Task<JsonElement> LogInAsync()
    {
        var (status, login) = await PostAsync("login", LoginBody);
        Assert.Equal(HttpStatusCode.OK, status);
        return login;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var client = gateway.NewClient(credential: null);
        using var response = await client.PostAsync("/v1/auth/" + path, Body(body), Cancelled);
        return (
            response.StatusCode,
            response.StatusCode is HttpStatusCode.NoContent ? default : await Answers.JsonAsync(response, Cancelled)
        );
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(
        string path,
        string credential,
        string? origin = null
    )
    {
        using var client = gateway.NewClient(credential);
        if (origin is not null)
        {
            client.DefaultRequestHeaders.Add("Origin", origin);
        }

        using var response = await client.GetAsync(path, Cancelled);
        return (response.StatusCode, await Answers.JsonAsync(response, Cancelled));
    }

    private static StringContent Body(object body) => Answers.Json(JsonSerializer.Serialize(body));

    private static string Token(JsonElement login) => login.GetProperty("token").GetString()!;

    private static string Refresh(JsonElement login) => login.GetProperty("refreshToken").GetString()!;

    private static string Code(JsonElement problem) => problem.GetProperty("code").GetString()!;
}
