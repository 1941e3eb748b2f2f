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
        var loginId = await NewLoginAsync();

        var first = await Logins.FindAsync(FakeTenants.TenantId, loginId, Cancelled);
        var second = await Logins.FindAsync(FakeTenants.TenantId, loginId, Cancelled);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, Gateway.Fakes.AgentLogins.ResolveCalls);
    }

    [Fact]
    public async Task Find_ForgottenLogin_IsRefusedWithoutAsking()
    {
        var loginId = await NewLoginAsync();

        Logins.Forget(loginId);

        Assert.False((await Logins.FindAsync(FakeTenants.TenantId, loginId, Cancelled)).IsSuccess);
        Assert.Equal(0, Gateway.Fakes.AgentLogins.ResolveCalls);
    }

    private async Task<Guid> NewLoginAsync()
    {
        var jwt = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(await LogInAsync());
        return Guid.Parse(jwt.GetPayloadValue<string>("sid"));
    }
}
