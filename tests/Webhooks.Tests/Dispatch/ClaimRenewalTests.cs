using Chat.Testing.Time;
using Chat.Webhooks.Dispatch;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

/// <summary>A short lease that is renewed: quick take-over from the dead, nothing taken from the living.</summary>
[Trait("Level", "Component")]
public sealed class ClaimRenewalTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string Lease = "Webhooks:Dispatch:ClaimLease";

    private const string ClaimSql =
        "select count(*) from claim_deliveries(10, 10, 10, '{}'::uuid[], '{}'::int[], $1, '00000000-0000-7000-8000-000000000001')";

    private const string RenewSql =
        "select cardinality(renew_claims(array_agg(id), array_agg($1::uuid), interval '1 hour')) from deliveries";

    private static readonly Guid s_claim = new("00000000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Dispatch_EndpointSlowerThanTheLease_GetsItOnceFromTwoInstances()
    {
        var posted = MessagePostedBuilder.Build();
        var lease = TimeSpan.FromSeconds(1.5);
        Receiver.Answer(async context =>
        {
            var taken = await QueryAsync<DateTime>("select now()");
            await Eventually.TrueAsync(
                () => QueryAsync<bool>("select bool_and(due_at > $1) from deliveries", taken + 3 * lease),
                context.RequestAborted
            );
        });
        await using var first = await StartAsync((Lease, "00:00:01.500"));
        await using var second = await StartAsync((Lease, "00:00:01.500"));

        await first.PublishAsync(posted);

        var delivery = await first.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal(1, delivery.AttemptCount);
        await Receiver.ReceiveAsync();
        Assert.False(Receiver.HasMore);
    }

    // What a killed instance leaves: a claim that nobody renews. All settings as in production.
    [Fact]
    public async Task Dispatch_ClaimOfAKilledInstance_IsTakenOver()
    {
        var posted = await StoredAsync();
        Assert.Equal(1L, await QueryAsync<long>(ClaimSql, new DispatchOptions().ClaimLease));
        var poll = new DispatchOptions().PollInterval.ToString();

        await using var heir = await StartAsync(("Webhooks:Dispatch:PollInterval", poll));
        await Receiver.ReceiveAsync();

        await heir.WaitForAsync(posted, "delivered");
    }

    [Fact]
    public async Task Dispatch_RenewalsFail_StopsSendingBeforeTheNextOneBegins()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Receiver.Answer(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var abortedFirst = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Receiver.Answer(_ =>
        {
            abortedFirst.SetResult(aborted.Task.IsCompleted);
            return Task.CompletedTask;
        });
        await using var first = await StartAsync((Lease, "00:00:03"));
        await using var second = await StartAsync((Lease, "00:00:03"));
        await QueryAsync<object>(
            """
            create or replace function renew_claims(p_ids uuid[], p_claims uuid[], p_lease interval) returns uuid[]
            language plpgsql as $$ begin raise exception 'away' using errcode = '57P03'; end $$;
            select 1;
            """
        );
        var posted = MessagePostedBuilder.Build();

        await first.PublishAsync(posted);

        Assert.True(await abortedFirst.Task.WithTimeout());
        await first.WaitForAsync(posted.Header.EventId, "delivered");
    }

    [Fact]
    public async Task Renew_OwnClaim_LengthensIt()
    {
        await StoredAsync();
        await QueryAsync<long>(ClaimSql, TimeSpan.FromSeconds(1));

        Assert.Equal(1, await QueryAsync<int>(RenewSql, s_claim));

        Assert.True(await QueryAsync<bool>("select bool_and(due_at > now() + interval '59 minutes') from deliveries"));
    }

    [Fact]
    public async Task Renew_TakenOverByAnother_ChangesNothing()
    {
        await StoredAsync();
        await QueryAsync<long>(ClaimSql, TimeSpan.FromSeconds(1));

        Assert.Equal(0, await QueryAsync<int>(RenewSql, Guid.CreateVersion7()));

        Assert.True(await QueryAsync<bool>("select bool_and(due_at < now() + interval '1 minute') from deliveries"));
    }

    [Fact]
    public async Task Renew_DeliveredMeanwhile_ChangesNothing()
    {
        await StoredAsync();
        await QueryAsync<long>(ClaimSql, TimeSpan.FromSeconds(1));
        await QueryAsync<long>("with done as (update deliveries set state = 2 returning 1) select count(*) from done");

        Assert.Equal(0, await QueryAsync<int>(RenewSql, s_claim));
    }

    [Fact]
    public async Task Renew_ClaimOfAProbe_KeepsTheCircuitToItself()
    {
        await StoredAsync();
        await QueryAsync<long>(
            """
            with opened as (update subscriptions set circuit_until = now() - interval '1 s', failures = 10 returning 1)
            select count(*) from opened
            """
        );
        await QueryAsync<long>(ClaimSql, TimeSpan.FromSeconds(1));

        await QueryAsync<int>(RenewSql, s_claim);

        Assert.True(
            await QueryAsync<bool>("select bool_and(circuit_until > now() + interval '59 minutes') from subscriptions")
        );
    }

    /// <summary>A due delivery that no instance is there to send; its event's id.</summary>
    private async Task<string> StoredAsync()
    {
        var posted = MessagePostedBuilder.Build();
        Receiver.Answer(500);
        await using (var host = await StartAsync(("Webhooks:Dispatch:RetryDelays:0", "01:00:00")))
        {
            await host.PublishAsync(posted);
            await Receiver.ReceiveAsync();
            await host.WaitForAttemptAsync(posted.Header.EventId);
        }

        await QueryAsync<long>(
            """
            with fresh as (update deliveries set due_at = now() returning 1),
            closed as (update subscriptions set failures = 0, failing_since = null)
            select count(*) from fresh
            """
        );
        return posted.Header.EventId;
    }
}
