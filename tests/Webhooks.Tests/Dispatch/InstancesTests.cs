using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

/// <summary>Several instances share the work, and what one leaves behind another takes up.</summary>
[Trait("Level", "Component")]
public sealed class InstancesTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string ClaimSql =
        "select count(*) from claim_deliveries(10, 10, 10, '{}'::uuid[], '{}'::int[], $1, gen_random_uuid())";

    [Fact]
    public async Task Dispatch_TwoInstances_DeliverEachEventOnce()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        var events = Enumerable
            .Range(1, 200)
            .Select(i => MessagePostedBuilder.Build(conversationId: $"c-{i % 20}", sequence: i))
            .ToList();

        foreach (var posted in events)
        {
            await first.PublishAsync(posted);
        }

        var requests = await Receiver.ReceiveAsync(events.Count);
        await first.WaitForAsync(events[^1].Header.EventId, "delivered");
        Assert.Equal(events.Select(e => e.Header.EventId).Order(), requests.Select(r => r.EventId).Order());
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task Dispatch_ClaimOfADeadInstance_IsTakenOverWhenItEnds()
    {
        var posted = MessagePostedBuilder.Build();
        await AddWithoutDispatchAsync(posted);
        // What a killed instance leaves: a claim, and no result.
        Assert.Equal(1L, await QueryAsync<long>(ClaimSql, TimeSpan.FromSeconds(3)));
        var claimedAt = TimeProvider.System.GetTimestamp();

        await using var heir = await StartAsync();

        var delivery = await heir.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal(1, delivery.AttemptCount);
        Assert.True(TimeProvider.System.GetElapsedTime(claimedAt) > TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Record_UnderAnOldClaim_IsRefusedUnlessItSucceeded()
    {
        await AddWithoutDispatchAsync(MessagePostedBuilder.Build());
        await QueryAsync<long>(ClaimSql, TimeSpan.FromMinutes(1));

        Assert.Equal(0, await RecordAsync(outcome: 1));
        Assert.Equal(0, await RecordAsync(outcome: 3));
        Assert.Equal(1, await RecordAsync(outcome: 2));
        Assert.Equal(0, await RecordAsync(outcome: 2));
    }

    [Fact]
    public async Task Stop_AttemptUnderWay_IsGivenBackAtOnce()
    {
        var posted = MessagePostedBuilder.Build();
        Receiver.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using (var stopping = await StartAsync(("Webhooks:Dispatch:ClaimLease", "00:10:00")))
        {
            await stopping.PublishAsync(posted);
            await Receiver.ReceiveAsync();
        }

        await using var heir = await StartAsync();

        var delivery = await heir.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal(1, delivery.AttemptCount);
    }

    // A host whose endpoint is down for good: it stores the delivery and, after one failure, leaves it alone.
    private async Task AddWithoutDispatchAsync(Contracts.Events.V1.MessagePosted posted)
    {
        Receiver.Answer(500);
        await using (var host = await StartAsync(("Webhooks:Dispatch:RetryDelays:0", "01:00:00")))
        {
            await host.PublishAsync(posted);
            await Receiver.ReceiveAsync();
            await host.WaitForAttemptAsync(posted.Header.EventId);
        }

        await QueryAsync<long>(
            """
            with fresh as (
                update deliveries set due_at = now(), attempt_count = 0, failures = 0 returning id),
            gone as (delete from delivery_attempts)
            select count(*) from fresh
            """
        );
    }

    private Task<int> RecordAsync(int outcome) =>
        QueryAsync<int>(
            """
            select (record_attempts(array_agg(d.id), array[gen_random_uuid()], array_agg(s.url), array[$1], array[now()],
                array[1], array[200], array[null::text], array[null::text], array[interval '1 s'],
                10, interval '1 s', interval '1 s', interval '1 day')).taken
            from deliveries d join subscriptions s on s.id = d.subscription_id
            """,
            outcome
        );
}
