using System.Diagnostics;
using System.Net;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Messaging;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Outbox;

[Trait("Level", "Component")]
public sealed class OutboxRelayTests
{
    private static readonly Lazy<Task<string>> Broker = new(RabbitMqServer.VirtualHostAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Relay_ManyRows_ReachTheBrokerInOrderAndLeaveTheTable()
    {
        const int Count = 2_000;
        var inbox = new PostedInbox();
        var (database, broker) = await ServersAsync();
        await using var consumer = await OutboxService.StartConsumerAsync(broker, inbox);
        await HealthyAsync(consumer);
        await using var wire = await WireQueue.BindAsync(broker, Cancel);
        await using var service = await OutboxService.StartAsync(database, broker);

        var watch = Stopwatch.StartNew();
        var rows = Enumerable.Range(1, Count).Select(n => OutboxService.Row(OutboxService.Event(n))).ToList();
        await OutboxService.InsertAsync(service.Get<NpgsqlDataSource>(), rows, Cancel);
        service.Get<IOutboxSignal>().Notify();
        for (var n = 1; n <= Count; n++)
        {
            Assert.Equal(rows[n - 1].Id, await wire.NextAsync(Cancel).AsTask().WithTimeout());
            Assert.Equal(n, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Count} events in {watch.ElapsedMilliseconds} ms, {wire.Messages} messages"
        );
        await Eventually.TrueAsync(async () => await OutboxService.CountAsync(service, Cancel) == 0, Cancel);
        Assert.True(wire.Messages < Count / 50);
        Assert.False(inbox.TryNext(out _));
        service.Logs.AssertNoErrors();
    }

    [Fact]
    public async Task Relay_SubscriberNotStartedYet_GetsTheEventsFromTheFirstOn()
    {
        var inbox = new PostedInbox();
        var (database, broker) = await ServersAsync();
        await using var service = await OutboxService.StartAsync(database, broker, subscriber: inbox.Queue);
        await OutboxService.PostAsync(service, OutboxService.Row(OutboxService.Event(1)), Cancel);
        await Eventually.TrueAsync(async () => await OutboxService.CountAsync(service, Cancel) == 0, Cancel);

        await using var consumer = await OutboxService.StartConsumerAsync(broker, inbox);

        Assert.Equal(1, (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence);
    }

    [Fact]
    public async Task Relay_TwoInstances_EachEventOnce()
    {
        const int Count = 500;
        var rows = new List<Guid>();
        var (database, broker) = await ServersAsync();
        await using var wire = await WireQueue.BindAsync(broker, Cancel);
        await using var first = await OutboxService.StartAsync(database, broker);
        await using var second = await OutboxService.StartAsync(database, broker);

        for (var n = 1; n <= Count; n++)
        {
            var row = OutboxService.Row(OutboxService.Event(n));
            rows.Add(row.Id);
            await OutboxService.PostAsync(n % 2 == 0 ? first : second, row, Cancel);
        }

        foreach (var id in rows)
        {
            Assert.Equal(id, await wire.NextAsync(Cancel).AsTask().WithTimeout());
        }

        await Eventually.TrueAsync(async () => await OutboxService.CountAsync(first, Cancel) == 0, Cancel);
        Assert.False(wire.TryNext(out _));
    }

    [Fact]
    public async Task Relay_LeaderStops_AnotherInstanceGoesOn()
    {
        var (database, broker) = await ServersAsync();
        await using var wire = await WireQueue.BindAsync(broker, Cancel);
        var first = await OutboxService.StartAsync(database, broker);
        await using var second = await OutboxService.StartAsync(database, broker);
        await OutboxService.PostAsync(first, OutboxService.Row(OutboxService.Event(1)), Cancel);
        await wire.NextAsync(Cancel).AsTask().WithTimeout();
        await Eventually.TrueAsync(async () => await OutboxService.CountAsync(second, Cancel) == 0, Cancel);

        await first.DisposeAsync();
        var row = OutboxService.Row(OutboxService.Event(2));
        await OutboxService.PostAsync(second, row, Cancel);

        Assert.Equal(row.Id, await wire.NextAsync(Cancel).AsTask().WithTimeout());
    }

    [Fact]
    public async Task Relay_DiesBetweenPublishAndDelete_EventComesAgainAndIsNotLost()
    {
        var (database, broker) = await ServersAsync();
        await using var wire = await WireQueue.BindAsync(broker, Cancel);
        await using var service = await OutboxService.StartAsync(database, broker);
        var row = OutboxService.Row(OutboxService.Event(1));
        // A sequence is not rolled back: it tells that the delete was tried.
        await ExecuteAsync(
            service,
            """
            create sequence refusals;
            create function refuse() returns trigger language plpgsql as $$
            begin perform nextval('refusals'); raise exception 'gone' using errcode = '57P01'; end $$;
            create trigger refuse before delete on outbox for each row execute function refuse();
            """
        );

        await OutboxService.PostAsync(service, row, Cancel);
        var first = await wire.NextAsync(Cancel).AsTask().WithTimeout();
        await Eventually.TrueAsync(
            async () => await ExecuteAsync(service, "select is_called from refusals") is true,
            Cancel
        );
        await ExecuteAsync(service, "drop trigger refuse on outbox");

        var again = await wire.NextAsync(Cancel).AsTask().WithTimeout();
        Assert.Equal(row.Id, first);
        Assert.Equal(row.Id, again);
        await Eventually.TrueAsync(async () => await OutboxService.CountAsync(service, Cancel) == 0, Cancel);
    }

    [Fact]
    public async Task Relay_PostgresKilledAndBack_GoesOnByItself()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var broker = await Broker.Value;
        await using var wire = await WireQueue.BindAsync(broker, Cancel);
        await using var service = await OutboxService.StartAsync(await postgres.CreateDatabaseAsync(), broker);
        var posted = OutboxService.Row(OutboxService.Event(1));
        await OutboxService.PostAsync(service, posted, Cancel);
        await wire.NextAsync(Cancel).AsTask().WithTimeout();
        await Eventually.TrueAsync(async () => await OutboxService.CountAsync(service, Cancel) == 0, Cancel);

        await postgres.KillAsync();
        await Eventually.TrueAsync(async () => await StatusAsync(service) == HttpStatusCode.ServiceUnavailable, Cancel);
        await postgres.StartAgainAsync();
        await HealthyAsync(service);
        var row = OutboxService.Row(OutboxService.Event(2));
        await OutboxService.PostAsync(service, row, Cancel);

        var id = await wire.NextAsync(Cancel).AsTask().WithTimeout();
        if (id == posted.Id)
        {
            // The kill may have overtaken the delete, which does not wait for the disk.
            id = await wire.NextAsync(Cancel).AsTask().WithTimeout();
        }

        Assert.Equal(row.Id, id);
        service.Logs.AssertNoErrors();
    }

    [Fact]
    public async Task Start_BrokerAwayAtFirst_EventsWaitAndArriveWhenItComes()
    {
        await using var rabbit = await RabbitMqServer.StartAsync();
        await rabbit.KillAsync();
        var inbox = new PostedInbox();
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var service = await OutboxService.StartAsync(database, rabbit.ConnectionString, inbox);
        await OutboxService.PostAsync(service, OutboxService.Row(OutboxService.Event(1)), Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(service));

        await rabbit.StartAgainAsync();
        var first = await inbox.NextAsync(Cancel).AsTask().WithTimeout();
        await HealthyAsync(service);
        await rabbit.KillAsync();
        await OutboxService.PostAsync(service, OutboxService.Row(OutboxService.Event(2)), Cancel);
        await rabbit.StartAgainAsync();
        var back = RunningTime.Now;
        var sequence = 1L;
        while (sequence != 2)
        {
            // The first event may come again: the kill may have overtaken its acknowledgement.
            sequence = (await inbox.NextAsync(Cancel).AsTask().WithTimeout()).Message.Sequence;
        }

        Assert.Equal(1, first.Message.Sequence);
        Assert.InRange(RunningTime.Now - back, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static async Task<(string Database, string Broker)> ServersAsync()
    {
        var broker = await Broker.Value;
        return (await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), broker);
    }

    private static async Task<object?> ExecuteAsync(TestService service, string sql)
    {
        await using var command = service.Get<ServiceDataSources>().Admin.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }

    private static Task HealthyAsync(TestService service) =>
        Eventually.TrueAsync(async () => await StatusAsync(service) == HttpStatusCode.OK, Cancel);

    private static async Task<HttpStatusCode> StatusAsync(TestService service)
    {
        using var response = await service.Http.GetAsync("/health", Cancel);
        return response.StatusCode;
    }
}
