using System.Net.Http.Json;
using Chat.Webhooks.Subscriptions;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Subscriptions;

[Trait("Level", "Component")]
public sealed class SubscriptionSyncTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string NewSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public async Task Start_SubscriptionNoLongerConfigured_IsSwitchedOffAndBackOn()
    {
        await using (await StartAsync()) { }

        SubscriptionResource removed;
        await using (var without = await WebhooksHost.StartAsync(Database, Broker, []))
        {
            removed = await SingleAsync(without);
        }

        await using var again = await StartAsync();
        var back = await SingleAsync(again);
        Assert.Equal((false, "removed"), (removed.Enabled, removed.DisabledReason));
        Assert.Equal((removed.Id, true, null), (back.Id, back.Enabled, back.DisabledReason));
    }

    [Fact]
    public async Task Start_SecretRotated_SignsWithBoth()
    {
        await using (await StartAsync()) { }

        await using var rotated = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [new TestSubscription(Receiver.Url) { Secret = NewSecret }],
            ("Webhooks:Subscriptions:0:PreviousSecrets:0", WebhooksHost.Secret)
        );
        await rotated.PublishAsync(MessagePostedBuilder.Build());

        var request = await Receiver.ReceiveAsync();
        Assert.True(request.IsSignedWith(NewSecret));
        Assert.True(request.IsSignedWith(WebhooksHost.Secret));
    }

    [Fact]
    public async Task Start_IdOfAnotherTenant_IsLeftAlone()
    {
        var id = Guid.CreateVersion7();
        await using (
            await WebhooksHost.StartAsync(
                Database,
                Broker,
                [new TestSubscription(Receiver.Url)],
                ("Webhooks:Subscriptions:0:Id", id.ToString())
            )
        ) { }

        await using var host = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [new TestSubscription("http://127.0.0.1:1/elsewhere") { Tenant = Guid.CreateVersion7() }],
            ("Webhooks:Subscriptions:0:Id", id.ToString())
        );

        Assert.Equal(Receiver.Url, (await SingleAsync(host)).Url);
        Assert.Contains(host.Kestrel.Logs.Entries, entry => entry.EventId.Id == 4101);
    }

    [Fact]
    public async Task List_Subscriptions_ShowsNoSecret()
    {
        await using var host = await StartAsync();
        using var client = host.Client();

        var text = await client.GetStringAsync("/v1/webhooks/subscriptions", TestContext.Current.CancellationToken);

        Assert.Contains(Receiver.Url, text, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec", text, StringComparison.Ordinal);
    }

    private static async Task<SubscriptionResource> SingleAsync(WebhooksHost host)
    {
        using var client = host.Client();
        var list = await client.GetFromJsonAsync<SubscriptionList>(
            "/v1/webhooks/subscriptions",
            TestContext.Current.CancellationToken
        );
        return Assert.Single(list!.Data);
    }
}
