using Chat.Testing.Servers;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

[Trait("Level", "Component")]
public sealed class OutageTests(WebhooksInfrastructure infrastructure) : IClassFixture<WebhooksInfrastructure>
{
    [Fact]
    public async Task Postgres_KilledAndBack_LosesNoEvent()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var receiver = await EndpointReceiver.StartAsync();
        await using var host = await WebhooksHost.StartAsync(
            await postgres.CreateDatabaseAsync(),
            infrastructure.Broker,
            [new TestSubscription(receiver.Url)]
        );
        var events = Enumerable.Range(1, 40).Select(i => MessagePostedBuilder.Build(sequence: i)).ToList();
        await host.PublishAsync(events[0]);
        await host.WaitForAsync(events[0].Header.EventId, "delivered");

        await postgres.KillAsync();
        foreach (var posted in events[1..])
        {
            await host.PublishAsync(posted);
        }

        await postgres.StartAgainAsync();
        await host.WaitForAsync(events[^1].Header.EventId, "delivered");

        var received = (await receiver.ReceiveAsync(events.Count)).Select(r => r.EventId).ToHashSet();
        Assert.Equal(events.Select(e => e.Header.EventId).ToHashSet(), received);
    }
}
