using Chat.Contracts.Events.V1;
using Chat.Testing.Time;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

/// <summary>A tenant whose endpoints take long, and one who would have to wait for it.</summary>
[Trait("Level", "Component")]
public sealed class ShareTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private static readonly Guid s_other = new("00000000-0000-7000-8000-0000000000ff");
    private static readonly Guid s_third = new("00000000-0000-7000-8000-0000000000fe");

    [Fact]
    public async Task Dispatch_ManySlowEndpointsOfOneTenant_LeaveRoomForOthers()
    {
        await using var slow = await EndpointReceiver.StartAsync();
        HangAlways(slow);
        await using var host = await StartAsync(
            new TestSubscription($"{slow.Url}/1"),
            new TestSubscription($"{slow.Url}/2"),
            new TestSubscription($"{slow.Url}/3")
        );
        await host.PublishAsync(Posted(MessagePostedBuilder.Tenant, 1, 2, 3));
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
        await using var host = await StartAsync(
            new TestSubscription(slow.Url),
            new TestSubscription(slow.Url) { Tenant = s_third }
        );
        await host.PublishAsync(Posted(MessagePostedBuilder.Tenant, 1, 2, 3, 4, 5));
        await slow.ReceiveAsync(3);
        await host.PublishAsync(Posted(s_third, 1, 2, 3));
        await slow.ReceiveAsync();
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

    private static MessagePosted[] Posted(Guid tenant, params int[] conversations) =>
        [.. conversations.Select(number => MessagePostedBuilder.Build(tenant: tenant, conversationId: $"c-{number}"))];

    // Four places, of which three may be one tenant's.
    private Task<WebhooksHost> StartAsync(params TestSubscription[] slow) =>
        WebhooksHost.StartAsync(
            Database,
            Broker,
            [.. slow, new TestSubscription(Receiver.Url) { Tenant = s_other }],
            ("Webhooks:Dispatch:AttemptTimeout", "00:01:00"),
            ("Webhooks:Dispatch:MaxConcurrency", "4")
        );
}
