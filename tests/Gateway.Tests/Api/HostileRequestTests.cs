using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults;
using Chat.Testing.Http;

namespace Chat.Gateway.Tests.Api;

/// <summary>Whatever is sent to whichever resource: the answer is a precise error or a success, never a failure of ours.</summary>
[Trait("Level", "Component")]
public sealed class HostileRequestTests : IAsyncLifetime
{
    private FakeRest services = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        services = await FakeRest.StartAsync(Cancelled);
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("services:sessions:http:0", services.Address),
            ("services:inference:http:0", services.Address),
            ("services:knowledge:http:0", services.Address),
            ("services:webhooks:http:0", services.Address),
            ("RateLimit:MaxRequests", "100000"),
            ("RateLimit:MaxRequestsPerAddress", "100000")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await services.DisposeAsync();
    }

    [Theory]
    [InlineData(GatewayHost.PublishableKey)]
    [InlineData(GatewayHost.SecretKey)]
    public async Task Send_AnythingWrong_IsAnsweredWithWhatIsWrong(string credential)
    {
        using var client = gateway.NewClient(credential);
        var document = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled);
        var requests = new HostileRequests(document, static _ => Ids.NewText());
        var sender = new HostileSender(client, credential);

        // What lasts is not waited for; and what services answer is theirs.
        var failures = await sender.SendAsync(
            requests.All().Where(static request => !request.Path.Contains("/events", StringComparison.Ordinal)),
            Cancelled
        );

        Assert.Empty(failures);
        Assert.True(sender.Sent > 500);
    }
}
