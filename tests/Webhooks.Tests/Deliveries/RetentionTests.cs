using Chat.Testing.Time;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Deliveries;

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

    [Fact]
    public async Task Sweep_ManyDeliveries_ReadsWhatIsOldAlone()
    {
        await using var host = await StartAsync(("Webhooks:Retention:SweepInterval", "1.00:00:00"));
        await QueryAsync<long>(
            """
            with added as (
                insert into deliveries (id, tenant_id, subscription_id, event_id, event_type, conversation_id, sequence,
                    body, state, finished_at)
                select gen_random_uuid(), s.tenant_id, s.id, gen_random_uuid(), 'message.created', 'c', n, '', 2 + n % 2,
                    now() - case when n <= 4 then interval '31 days' else interval '1 hour' end
                from subscriptions s, generate_series(1, 5000) n
                returning 1)
            select count(*) from added
            """
        );
        await QueryAsync<string>("analyze deliveries; select ''");

        var (swept, scans) = (
            await QueryAsync<int>("select sweep_deliveries('7 days', '30 days', 1000)"),
            await QueryAsync<long>(
                """
                select case when sweep_deliveries('7 days', '30 days', 1000) >= 0
                    then pg_stat_get_xact_numscans('deliveries'::regclass) end
                """
            )
        );

        Assert.Equal((4, 0L), (swept, scans));
    }
}
