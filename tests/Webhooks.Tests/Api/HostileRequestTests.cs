using Chat.ServiceDefaults;
using Chat.Testing.Http;

namespace Chat.Webhooks.Tests.Api;

/// <summary>Whatever is sent to whichever resource: the answer is a precise error or a success, never a failure of ours.</summary>
[Trait("Level", "Component")]
public sealed class HostileRequestTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    [Fact]
    public async Task Send_AnythingWrong_IsAnsweredWithWhatIsWrong()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var document = await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var requests = new HostileRequests(document, static _ => Ids.NewText());
        var sender = new HostileSender(host.Kestrel.Http, host.Token());

        var failures = await sender.SendAsync(requests.All(), TestContext.Current.CancellationToken);

        Assert.Empty(failures);
        Assert.True(sender.Sent > 100);
    }
}
