using System.Net.Http.Json;
using Chat.Testing.Time;
using Chat.Webhooks.Subscriptions;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

/// <summary>An endpoint that keeps failing is left alone; its deliveries wait, the others' go on.</summary>
[Trait("Level", "Component")]
public sealed class CircuitTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    private const string ClaimSql =
        "select count(*) from claim_deliveries(10, 10, 8, '{}'::uuid[], '{}'::int[], interval '1 min', gen_random_uuid())";

    private static readonly (string, string)[] QuickToOpen =
    [
        ("Webhooks:Circuit:FailureThreshold", "3"),
        ("Webhooks:Circuit:Pause", "00:10:00"),
        ("Webhooks:Circuit:MaxPause", "01:00:00"),
        ("Webhooks:Dispatch:RetryDelays:0", "00:00:00.020"),
        ("Webhooks:Dispatch:RetryDelays:1", "00:00:00.020"),
        ("Webhooks:Dispatch:RetryDelays:2", "00:00:00.020"),
        ("Webhooks:Dispatch:RetryDelays:3", "00:00:00.020"),
        ("Webhooks:Dispatch:RetryDelays:4", "00:00:00.020"),
        ("Webhooks:Dispatch:RetryDelays:5", "00:00:00.020"),
    ];

    [Fact]
    public async Task Circuit_EndpointKeepsFailing_OpensAndDeliveriesWait()
    {
        await using var host = await StartAsync(QuickToOpen);
        await OpenAsync(host);

        var late = MessagePostedBuilder.Build(sequence: 2);
        await host.PublishAsync(late);
        await host.WaitForAsync(late.Header.EventId, "pending");

        var circuit = (await SingleAsync(host)).Circuit;
        Assert.Equal(("open", 3), (circuit.State, circuit.Failures));
        Assert.NotNull(circuit.FailingSince);
        Assert.NotNull(circuit.NextProbeAt);
        Assert.Equal(0L, await QueryAsync<long>(ClaimSql));
        Assert.Equal(3, (await Receiver.ReceiveAsync(3)).Count);
        Assert.False(Receiver.HasMore);
    }

    [Fact]
    public async Task Circuit_EndpointComesBack_DeliversAllThatWaited()
    {
        await using var host = await StartAsync([
            .. QuickToOpen,
            ("Webhooks:Circuit:Pause", "00:00:00.300"),
            ("Webhooks:Circuit:MaxPause", "00:00:00.300"),
        ]);
        for (var i = 0; i < 5; i++)
        {
            Receiver.Answer(503);
        }

        var events = Enumerable
            .Range(1, 20)
            .Select(i => MessagePostedBuilder.Build(conversationId: $"c-{i}", sequence: i))
            .ToList();
        foreach (var posted in events)
        {
            await host.PublishAsync(posted);
        }

        foreach (var posted in events)
        {
            await host.WaitForAsync(posted.Header.EventId, "delivered");
        }

        var circuit = (await SingleAsync(host)).Circuit;
        Assert.Equal(
            ("closed", 0, null, null),
            (circuit.State, circuit.Failures, circuit.FailingSince, circuit.NextProbeAt)
        );
    }

    [Fact]
    public async Task Circuit_OneEndpointHangs_DoesNotHoldTheOthersSlots()
    {
        await using var healthy = await EndpointReceiver.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            Receiver.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        }

        // One slot: whoever holds it holds everybody.
        await using var host = await WebhooksHost.StartAsync(
            Database,
            Broker,
            [new TestSubscription(Receiver.Url), new TestSubscription(healthy.Url)],
            [
                .. QuickToOpen,
                ("Webhooks:Dispatch:MaxConcurrency", "1"),
                ("Webhooks:Dispatch:AttemptTimeout", "00:00:00.200"),
            ]
        );
        var events = Enumerable
            .Range(1, 10)
            .Select(i => MessagePostedBuilder.Build(conversationId: $"c-{i}", sequence: i))
            .ToList();
        foreach (var posted in events)
        {
            await host.PublishAsync(posted);
        }

        var requests = await healthy.ReceiveAsync(events.Count);

        Assert.Equal(events.Select(e => e.Header.EventId).Order(), requests.Select(r => r.EventId).Order());
        await Eventually.TrueAsync(
            async () => (await ListAsync(host)).Any(s => s.Circuit.State == "open"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(3, Receiver.Count);
        Assert.Contains(await ListAsync(host), s => s.Circuit.State == "closed");
    }

    [Fact]
    public async Task Circuit_HalfOpen_GivesOneProbeToOneInstance()
    {
        await OpenAndStopAsync();
        await QueryAsync<int>("update subscriptions set circuit_until = now() returning 1");

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => QueryAsync<long>(ClaimSql)));

        Assert.Equal(1L, claims.Sum());
        Assert.True(
            await QueryAsync<bool>("select circuit_until > now() + interval '50 s' from subscriptions"),
            "The probe holds the circuit for its lease."
        );
    }

    [Theory]
    [InlineData(1, 1200, true)] // failed: twice the pause of ten minutes
    [InlineData(5, 0, true)] // released: another instance may try at once
    [InlineData(2, 0, false)] // taken: closed
    public async Task Circuit_ProbeEnds_Decides(int outcome, int seconds, bool broken)
    {
        await OpenAndStopAsync();
        await QueryAsync<int>("update subscriptions set circuit_until = now() returning 1");
        await QueryAsync<long>(ClaimSql);

        await QueryAsync<int>(
            """
            select (record_attempts(array_agg(d.id), array_agg(d.claim), array_agg(s.url), array[$1], array[now()], array[1],
                array[500], array[null::text], array[null::text], array[interval '1 s'],
                3, interval '10 min', interval '1 h', interval '1 day')).taken
            from deliveries d join subscriptions s on s.id = d.subscription_id where d.claim is not null
            """,
            outcome
        );

        Assert.Equal(broken, await QueryAsync<bool>("select circuit_until is not null from subscriptions"));
        if (broken)
        {
            Assert.InRange(
                await QueryAsync<decimal>("select extract(epoch from circuit_until - now()) from subscriptions"),
                seconds - 30,
                seconds + 5
            );
        }
    }

    [Fact]
    public async Task Circuit_NoSuccessForTheWholeWindow_SwitchesTheSubscriptionOffUntilEnabled()
    {
        await using var host = await StartAsync([
            .. QuickToOpen,
            ("Webhooks:Circuit:Pause", "00:00:00.200"),
            ("Webhooks:Circuit:MaxPause", "00:00:00.200"),
            ("Webhooks:Circuit:DisableAfter", "00:00:01"),
            ("Webhooks:Dispatch:RetryDelays:10", "00:00:00.020"),
        ]);
        Receiver.AnswerAlways(500);
        var posted = MessagePostedBuilder.Build();
        await host.PublishAsync(posted);
        await host.PublishAsync(MessagePostedBuilder.Build(conversationId: "other"));

        await Eventually.TrueAsync(
            async () => !(await SingleAsync(host)).Enabled,
            TestContext.Current.CancellationToken
        );
        var off = await SingleAsync(host);
        var dead = await host.WaitForAsync(posted.Header.EventId, "dead");
        Receiver.AnswerAlways(204);
        using var client = host.Client();
        using var enabled = await client.PostAsync(
            $"/v1/webhooks/subscriptions/{off.Id}/enable",
            null,
            TestContext.Current.CancellationToken
        );
        await RedeliverAsync(host, dead.Id);

        await host.WaitForAsync(posted.Header.EventId, "delivered");
        Assert.Equal("failing", off.DisabledReason);
        Assert.NotNull(off.DisabledAt);
        Assert.Contains(host.Kestrel.Logs.Entries, entry => entry.EventId.Id == 4009);
        Assert.Equal("closed", (await SingleAsync(host)).Circuit.State);
    }

    [Fact]
    public async Task Redeliver_CircuitOpen_TriesAtOnce()
    {
        await using var host = await StartAsync(QuickToOpen);
        var posted = await OpenAsync(host);
        var waiting = await host.WaitForAsync(posted, "pending");

        await RedeliverAsync(host, waiting.Id);

        await host.WaitForAsync(posted, "delivered");
        Assert.Equal("closed", (await SingleAsync(host)).Circuit.State);
    }

    // Three failures of one delivery, which then waits for the circuit.
    private async Task<string> OpenAsync(WebhooksHost host)
    {
        for (var i = 0; i < 3; i++)
        {
            Receiver.Answer(500);
        }

        var posted = MessagePostedBuilder.Build();
        await host.PublishAsync(posted);
        await Eventually.TrueAsync(
            async () => (await SingleAsync(host)).Circuit.State == "open",
            TestContext.Current.CancellationToken
        );
        return posted.Header.EventId;
    }

    private async Task OpenAndStopAsync()
    {
        await using var host = await StartAsync(QuickToOpen);
        var posted = await OpenAsync(host);
        var second = MessagePostedBuilder.Build(conversationId: "other");
        await host.PublishAsync(second);
        await host.WaitForAsync(second.Header.EventId, "pending");
        await host.WaitForAsync(posted, "pending");
        await Eventually.TrueAsync(
            () => QueryAsync<bool>("select bool_and(due_at <= now()) from deliveries"),
            TestContext.Current.CancellationToken
        );
    }

    private static async Task RedeliverAsync(WebhooksHost host, Guid id)
    {
        using var client = host.Client();
        using var response = await client.PostAsync(
            $"/v1/webhooks/deliveries/{id}/redeliver",
            null,
            TestContext.Current.CancellationToken
        );
        response.EnsureSuccessStatusCode();
    }

    private static async Task<SubscriptionResource> SingleAsync(WebhooksHost host) =>
        Assert.Single(await ListAsync(host));

    private static async Task<IReadOnlyList<SubscriptionResource>> ListAsync(WebhooksHost host)
    {
        using var client = host.Client();
        var list = await client.GetFromJsonAsync<SubscriptionList>(
            "/v1/webhooks/subscriptions",
            TestContext.Current.CancellationToken
        );
        return list!.Data;
    }
}
