using Chat.Contracts.Events.V1;
using Chat.Testing.Time;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

/// <summary>A tenant whose endpoints take long, and one who would have to wait for it.</summary>
[Collection(ComponentCollection.Name)]
[Trait("Level", "Component")]
public sealed class ShareTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private static readonly Guid s_other = new("00000000-0000-7000-8000-0000000000ff");

    [Fact]
    public async Task Dispatch_ManySlowEndpointsOfOneTenant_LeaveRoomForOthers()
    {
        await using var slow = await EndpointReceiver.StartAsync();
        HangAlways(slow);
        await using var host = await StartAsync(
            slow,
            3,
            ("Webhooks:Dispatch:MaxConcurrency", "4"),
            ("Webhooks:Dispatch:MaxConcurrencyPerTenant", "3")
        );
        await host.PublishAsync(Posted(1, 2, 3));
        await slow.ReceiveAsync(3);

        await host.PublishAsync(MessagePostedBuilder.Build(tenant: s_other));

        await Receiver.ReceiveAsync();
        Assert.False(slow.HasMore);
    }

    [Fact]
    public async Task Dispatch_ASlotIsFree_GoesToTheTenantWithLeastUnderWay()
    {
        await using var slow = await EndpointReceiver.StartAsync();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        slow.Answer(context => first.Task.WaitAsync(context.RequestAborted));
        HangAlways(slow);
        await using var host = await StartAsync(slow, 1, ("Webhooks:Dispatch:MaxConcurrency", "2"));
        await host.PublishAsync(Posted(1, 2, 3, 4));
        await slow.ReceiveAsync(2);
        await host.PublishAsync(MessagePostedBuilder.Build(tenant: s_other));
        await Eventually.TrueAsync(
            () => QueryAsync<bool>("select exists (select 1 from deliveries where tenant_id = $1)", s_other),
            TestContext.Current.CancellationToken
        );

        first.SetResult();

        await Receiver.ReceiveAsync();
    }

    private static void HangAlways(EndpointReceiver endpoint)
    {
        for (var request = 0; request < 20; request++)
        {
            endpoint.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        }
    }

    private static MessagePosted[] Posted(params int[] conversations) =>
        [.. conversations.Select(number => MessagePostedBuilder.Build(conversationId: $"c-{number}"))];

    // So many subscriptions of the slow tenant, and one of another.
    private Task<WebhooksHost> StartAsync(
        EndpointReceiver slow,
        int slowOnes,
        params (string Key, string Value)[] settings
    ) =>
        WebhooksHost.StartAsync(
            Database,
            Broker,
            [
                .. Enumerable.Range(0, slowOnes).Select(number => new TestSubscription($"{slow.Url}/{number}")),
                new TestSubscription(Receiver.Url) { Tenant = s_other },
            ],
            [("Webhooks:Dispatch:AttemptTimeout", "00:01:00"), .. settings]
        );
}
