using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Processes;

namespace Chat.Gateway.Tests.Proxy;

/// <summary>A service has several instances, and one of them is gone.</summary>
[Trait("Level", "Component")]
public sealed class ProxyInstancesTests : IAsyncLifetime
{
    private FakeRest there = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        there = await FakeRest.StartAsync(Cancelled);
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("services:sessions:http:0", $"http://127.0.0.1:{LoopbackPort.Reserve()}"),
            ("services:sessions:http:1", there.Address)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await there.DisposeAsync();
    }

    [Fact]
    public async Task Send_AnInstanceIsGone_TheOtherAnswersAll()
    {
        using var client = gateway.NewClient(GatewayHost.SecretKey);

        for (var number = 0; number < 20; number++)
        {
            using var body = new StringContent("""{"name":"Ada"}""", null, "application/json");
            using var written = await client.PostAsync(new Uri("/v1/customers", UriKind.Relative), body, Cancelled);
            using var read = await client.GetAsync(new Uri("/v1/conversations", UriKind.Relative), Cancelled);

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (written.StatusCode, read.StatusCode));
        }

        Assert.Equal(40, there.Requests.Count);
        Assert.All(
            there.Requests.Where(request => request.Method == "POST"),
            request => Assert.Equal(14, request.Body.Length)
        );
    }
}
