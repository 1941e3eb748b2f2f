using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

[Trait("Level", "Component")]
public sealed class AttemptRecorderTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    [Fact]
    public async Task Record_DeadlockInTheDatabase_StoresTheResultAndSendsNothingAgain()
    {
        await using var host = await StartAsync(("Webhooks:Dispatch:ClaimLease", "00:00:01"));
        // A sequence is not rolled back: only the first is refused.
        await QueryAsync<int>(
            """
            create sequence refusals;
            create function refuse_once() returns trigger language plpgsql as $$
            begin
                if nextval('refusals') = 1 then
                    raise exception 'deadlock detected' using errcode = '40P01';
                end if;
                return new;
            end $$;
            create trigger refusing before update on deliveries for each row
                when (old.claim is not null and new.claim is null) execute function refuse_once();
            select 1
            """
        );
        var posted = MessagePostedBuilder.Build();

        await host.PublishAsync(posted);

        var delivery = await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal(2L, await QueryAsync<long>("select last_value from refusals"));
        Assert.Equal(1, delivery.AttemptCount);
        await Receiver.ReceiveAsync();
        Assert.False(Receiver.HasMore);
    }
}
