using Chat.Gateway.Auth;
using Chat.Gateway.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Gateway.Tests.Auth;

public sealed class LoginDirectoryTests : GatewayTest
{
    private LoginDirectory Logins => Gateway.Services.GetRequiredService<LoginDirectory>();

    [Fact]
    public async Task Find_SameLoginTwice_AsksOnce()
    {
        var loginId = await LogInAsync();

        var first = await Logins.FindAsync(FakeTenants.TenantId, loginId, Cancelled);
        var second = await Logins.FindAsync(FakeTenants.TenantId, loginId, Cancelled);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, Gateway.Fakes.AgentLogins.ResolveCalls);
    }

    [Fact]
    public async Task Find_ForgottenLogin_IsRefusedWithoutAsking()
    {
        var loginId = await LogInAsync();

        Logins.Forget(loginId);

        Assert.False((await Logins.FindAsync(FakeTenants.TenantId, loginId, Cancelled)).IsSuccess);
        Assert.Equal(0, Gateway.Fakes.AgentLogins.ResolveCalls);
    }

    private async Task<Guid> LogInAsync()
    {
        using var client = Gateway.NewClient(credential: null);
        using var response = await client.PostAsync(
            "/v1/auth/login",
            Answers.Json($$"""{"email":"{{FakeAgentLogins.Email}}","password":"{{FakeAgentLogins.Password}}"}"""),
            Cancelled
        );
        var token = (await Answers.JsonAsync(response, Cancelled)).GetProperty("token").GetString()!;
        var jwt = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token);
        return Guid.Parse(jwt.GetPayloadValue<string>("sid"));
    }
}
