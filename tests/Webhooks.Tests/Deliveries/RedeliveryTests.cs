using System.Net;
using System.Net.Http.Json;
using Chat.Testing.Time;
using Chat.Webhooks.Subscriptions;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Deliveries;

[Trait("Level", "Component")]
public sealed class RedeliveryTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    [Fact]
    public async Task Redeliver_DeadLetter_GetsAFreshScheduleAndTheSameId()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 4; i++)
        {
            Receiver.Answer(500);
        }

        var posted = MessagePostedBuilder.Build();
        await host.PublishAsync(posted);
        var dead = await host.WaitForAsync(posted.Header.EventId, "dead");

        using var response = await RedeliverAsync(host, dead.Id);

        var delivered = await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal([500, 500, 500, 500, 204], delivered.Attempts!.Select(a => a.Status!.Value));
        Assert.Equal([1, 2, 3, 4, 5], delivered.Attempts!.Select(a => a.Number));
        Assert.All(await Receiver.ReceiveAsync(5), request => Assert.Equal(posted.Header.EventId, request.EventId));
    }

    [Fact]
    public async Task Gone_SwitchesTheSubscriptionOffUntilItIsEnabled()
    {
        await using var host = await StartAsync();
        Receiver.Answer(410);
        var posted = MessagePostedBuilder.Build();

        await host.PublishAsync(posted);

        var dead = await host.WaitForAsync(posted.Header.EventId, "dead");
        var off = Assert.Single(await SubscriptionsAsync(host));
        using var refused = await RedeliverAsync(host, dead.Id);
        using var enabled = await EnableAsync(host, off.Id);
        using var accepted = await RedeliverAsync(host, dead.Id);
        await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal((1, 410, "gone"), (dead.AttemptCount, dead.LastStatus, dead.LastError));
        Assert.Equal((false, "gone"), (off.Enabled, off.DisabledReason));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, enabled.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    [Fact]
    public async Task Gone_OtherDeliveriesWaiting_AreGivenUp()
    {
        await using var host = await StartAsync(("Webhooks:Dispatch:RetryDelays:0", "01:00:00"));
        Receiver.Answer(500);
        Receiver.Answer(410);
        var waiting = MessagePostedBuilder.Build(conversationId: "a");
        var last = MessagePostedBuilder.Build(conversationId: "b");

        await host.PublishAsync(waiting);
        await Receiver.ReceiveAsync();
        await host.PublishAsync(last);

        var dead = await host.WaitForAsync(waiting.Header.EventId, "dead");
        Assert.Equal("subscription_disabled", dead.LastError);
    }

    [Fact]
    public async Task Gone_LaterEvents_AreNotKept()
    {
        var other = Guid.CreateVersion7();
        await using var others = await EndpointReceiver.StartAsync();
        await using var host = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [new TestSubscription(Receiver.Url), new TestSubscription(others.Url) { Tenant = other }]
        );
        Receiver.Answer(410);
        var posted = MessagePostedBuilder.Build();
        await host.PublishAsync(posted);
        await host.WaitForAsync(posted.Header.EventId, "dead");

        // The snapshot may still have the subscription: the database must say no by itself.
        // Of one batch, so that what becomes of both is decided when the other tenant's arrives.
        await host.PublishAsync(MessagePostedBuilder.Build(sequence: 2), MessagePostedBuilder.Build(tenant: other));
        await others.ReceiveAsync(1);
        var off = Assert.Single(await SubscriptionsAsync(host));
        using var enabled = await EnableAsync(host, off.Id);
        await Eventually.TrueAsync(
            async () =>
            {
                await host.PublishAsync(MessagePostedBuilder.Build(sequence: 3));
                return Receiver.Count >= 2;
            },
            TestContext.Current.CancellationToken
        );

        var sequences = (await Receiver.ReceiveAsync(2)).Select(r =>
            r.Json.GetProperty("data").GetProperty("sequence").GetInt64()
        );
        Assert.Equal([1L, 3L], sequences);
    }

    private static async Task<HttpResponseMessage> RedeliverAsync(WebhooksHost host, Guid id)
    {
        using var client = host.Client();
        return await client.PostAsync(
            $"/v1/webhooks/deliveries/{id}/redeliver",
            null,
            TestContext.Current.CancellationToken
        );
    }

    private static async Task<HttpResponseMessage> EnableAsync(WebhooksHost host, Guid id)
    {
        using var client = host.Client();
        return await client.PostAsync(
            $"/v1/webhooks/subscriptions/{id}/enable",
            null,
            TestContext.Current.CancellationToken
        );
    }

    private static async Task<IReadOnlyList<SubscriptionResource>> SubscriptionsAsync(WebhooksHost host)
    {
        using var client = host.Client();
        var list = await client.GetFromJsonAsync<SubscriptionList>(
            "/v1/webhooks/subscriptions",
            TestContext.Current.CancellationToken
        );
        return list!.Data;
    }
}
