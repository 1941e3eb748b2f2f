using System.Net.Http.Json;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Auth;

public sealed class KeyDirectoryTests : GatewayTest
{
    [Theory]
    [InlineData(GatewayHost.PublishableKey)]
    [InlineData("pk_unknown")]
    public async Task Post_SameKeyAgain_IsNotAskedForAgain(string key)
    {
        using var client = Gateway.NewClient(key);

        for (var count = 0; count < 3; count++)
        {
            using var response = await client.PostAsJsonAsync("/v1/visitors", new { }, Cancelled);
        }

        Assert.Equal(1, Gateway.Fakes.Tenants.ResolveCalls);
    }
}
