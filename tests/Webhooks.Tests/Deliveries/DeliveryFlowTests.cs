using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Deliveries;

/// <summary>From the bus to an endpoint, on real infrastructure.</summary>
[Trait("Level", "Component")]
public sealed class DeliveryFlowTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    [Fact]
    public async Task Event_EndpointTakesIt_IsDeliveredSignedOnce()
    {
        await using var host = await StartAsync();
        var posted = MessagePostedBuilder.Build("Where is my parcel?");

        await host.PublishAsync(posted);

        var request = await Receiver.ReceiveAsync();
        var delivery = await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal(posted.Header.EventId, request.EventId);
        Assert.True(request.IsSignedWith(WebhooksHost.Secret));
        Assert.Equal("Where is my parcel?", request.Json.GetProperty("data").GetProperty("text").GetString());
        Assert.Equal((1, 204, null), (delivery.AttemptCount, delivery.LastStatus, delivery.LastError));
        Assert.NotNull(delivery.DeliveredAt);
        Assert.Null(delivery.NextAttemptAt);
        Assert.False(Receiver.HasMore);
        host.Kestrel.Logs.AssertNoErrors();
    }

    [Fact]
    public async Task Event_EndpointFailsTwice_IsTriedUntilItTakesIt()
    {
        await using var host = await StartAsync();
        Receiver.Answer(500, "first");
        Receiver.Answer(503, "second");
        var posted = MessagePostedBuilder.Build();

        await host.PublishAsync(posted);

        var requests = await Receiver.ReceiveAsync(3);
        var delivery = await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.All(requests, request => Assert.Equal(posted.Header.EventId, request.EventId));
        Assert.All(requests, request => Assert.True(request.IsSignedWith(WebhooksHost.Secret)));
        Assert.Equal(
            [(1, 500, "status", "first"), (2, 503, "status", "second"), (3, 204, null, null)],
            delivery.Attempts!.Select(a => (a.Number, a.Status, a.Error, a.Excerpt))
        );
    }

    [Fact]
    public async Task Event_EndpointKeepsFailing_BecomesADeadLetter()
    {
        await using var host = await StartAsync();
        Receiver.Answer(302, null, ("Location", Receiver.Url));
        Receiver.Answer(302, null, ("Location", Receiver.Url));
        Receiver.Answer(302, null, ("Location", Receiver.Url));
        var posted = MessagePostedBuilder.Build();

        await host.PublishAsync(posted);

        var delivery = await host.WaitForAsync(posted.Header.EventId, "dead");
        Assert.Equal((3, 302, "redirect"), (delivery.AttemptCount, delivery.LastStatus, delivery.LastError));
        Assert.Null(delivery.NextAttemptAt);
        Assert.Equal(delivery.Id, Assert.Single((await host.ListAsync("?state=dead")).Data).Id);
    }

    [Fact]
    public async Task Event_EndpointDoesNotAnswer_IsTriedAgain()
    {
        await using var host = await StartAsync(("Webhooks:Dispatch:AttemptTimeout", "00:00:00.300"));
        Receiver.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var posted = MessagePostedBuilder.Build();

        await host.PublishAsync(posted);

        var delivery = await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal(["timeout", null], delivery.Attempts!.Select(a => a.Error));
    }

    [Fact]
    public async Task Event_EndpointAsksToWait_IsNotTriedEarlier()
    {
        await using var host = await StartAsync();
        Receiver.Answer(429, null, ("Retry-After", "2"));
        var posted = MessagePostedBuilder.Build();

        await host.PublishAsync(posted);

        var delivery = await host.WaitForAsync(posted.Header.EventId, "delivered");
        var wait = delivery.Attempts![1].StartedAt - delivery.Attempts[0].StartedAt;
        Assert.True(wait >= TimeSpan.FromSeconds(2), $"The second attempt came after {wait}.");
    }

    [Fact]
    public async Task Event_PublishedThreeTimes_IsDeliveredOnce()
    {
        await using var host = await StartAsync();
        var posted = MessagePostedBuilder.Build();
        var last = MessagePostedBuilder.Build(sequence: 2);

        await host.PublishAsync(posted);
        await host.PublishAsync(posted);
        await host.PublishAsync(posted);
        await host.PublishAsync(last);

        await host.WaitForAsync(last.Header.EventId, "delivered");
        var requests = await Receiver.ReceiveAsync(2);
        Assert.Equal([posted.Header.EventId, last.Header.EventId], requests.Select(request => request.EventId));
        Assert.Equal(2, (await host.ListAsync()).Data.Count);
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task Events_OfOneConversation_ArriveInOrder()
    {
        await using var host = await StartAsync();
        var events = Enumerable
            .Range(1, 30)
            .Select(sequence => MessagePostedBuilder.Build(sequence: sequence))
            .ToList();

        foreach (var posted in events)
        {
            await host.PublishAsync(posted);
        }

        var requests = await Receiver.ReceiveAsync(events.Count);
        var sequences = requests.Select(r => r.Json.GetProperty("data").GetProperty("sequence").GetInt64());
        Assert.Equal(Enumerable.Range(1, 30).Select(sequence => (long)sequence), sequences);
    }

    [Fact]
    public async Task Event_OtherTenant_IsNotDelivered()
    {
        await using var host = await StartAsync();
        var own = MessagePostedBuilder.Build();

        await host.PublishAsync(MessagePostedBuilder.Build(tenant: Guid.CreateVersion7()));
        await host.PublishAsync(own);

        Assert.Equal(own.Header.EventId, (await Receiver.ReceiveAsync()).EventId);
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task Event_SeveralSubscriptions_GoesToEach()
    {
        await using var other = await EndpointReceiver.StartAsync();
        await using var host = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [new TestSubscription(Receiver.Url), new TestSubscription(other.Url)]
        );
        var posted = MessagePostedBuilder.Build();

        await host.PublishAsync(posted);

        Assert.Equal(posted.Header.EventId, (await Receiver.ReceiveAsync()).EventId);
        Assert.Equal(posted.Header.EventId, (await other.ReceiveAsync()).EventId);
    }
}
