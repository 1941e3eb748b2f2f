using Chat.Gateway.Auth;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class CredentialCheckTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings => [("WebSockets:CredentialCheck", "00:00:01")];

    [Fact]
    public async Task Socket_ItsTokenRunsOut_IsToldAndClosed()
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, ShortLivedToken(), Cancelled);
        await socket.NextAsync("ready", Cancelled);

        await socket.NextAsync("error", Cancelled);

        Assert.Null(await socket.NextAsync(Cancelled));
        Assert.Equal(4401, (int?)socket.CloseStatus);
    }

    private string ShortLivedToken()
    {
        var identity = Gateway.Services.GetRequiredService<IOptions<IdentityOptions>>();
        var options = Options.Create(new AuthOptions { VisitorTokenLifetime = TimeSpan.FromSeconds(3) });
        return new VisitorTokens(identity, options, TimeProvider.System).Issue(Ids.New(), visitorId: null, null).Token;
    }
}
