using Chat.Testing.Time;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Deliveries;

[Collection(ComponentCollection.Name)]
[Trait("Level", "Component")]
public sealed class RetentionTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    [Fact]
    public async Task Sweep_OldDeliveries_GoWithTheirAttemptsAndYoungOnesStay()
    {
        await using var host = await StartAsync(("Webhooks:Retention:BatchSize", "2"));
        var events = Enumerable.Range(1, 6).Select(i => MessagePostedBuilder.Build(sequence: i)).ToList();
        foreach (var posted in events)
        {
            await host.PublishAsync(posted);
        }

        foreach (var posted in events)
        {
            await host.WaitForAsync(posted.Header.EventId, "delivered");
        }

        await QueryAsync<long>(
            """
            with old as (
                update deliveries set finished_at = finished_at - interval '8 days' where sequence <= 5 returning 1)
            select count(*) from old
            """
        );

        await Eventually.TrueAsync(
            async () => await QueryAsync<long>("select count(*) from deliveries") == 1,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1, await QueryAsync<long>("select count(*) from delivery_attempts"));
        Assert.Equal(events[5].Header.EventId, Assert.Single((await host.ListAsync()).Data).EventId.ToString());
    }
}
