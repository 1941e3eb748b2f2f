using System.Diagnostics.Metrics;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Telemetry;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.ServiceDefaults.Tests.Outbox;

/// <summary>What the instruments tell of a relay at work, on a real Postgres.</summary>
[Trait("Level", "Component")]
public sealed class OutboxRelayMetricsTests
{
    private readonly SwitchedPublisher publisher = new();

    private static readonly Lazy<Task<string>> Broker = new(RabbitMqServer.VirtualHostAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Relay_EventsPublished_AreCountedWithTheirBatches()
    {
        await using var service = await StartAsync(await DatabaseAsync());
        using var reader = Reader(service);

        await PostAsync(service, 7);

        await Eventually.TrueAsync(() => reader.Values("chat.outbox.published").Sum() == 7, Cancel);
        // Recorded one after the other.
        await Eventually.TrueAsync(() => reader.Values("chat.outbox.batch.size").Sum() == 7, Cancel);
        Assert.Empty(reader.Errors("chat.outbox.publish.failures"));
    }

    [Fact]
    public async Task Relay_BusAway_TellsWhatWaitsAndCountsTheTries()
    {
        publisher.Fault = new TimeoutException("The bus is away.");
        await using var service = await StartAsync(await DatabaseAsync());
        using var reader = Reader(service);
        await PostAsync(service, 3);
        await Eventually.TrueAsync(() => reader.Errors("chat.outbox.publish.failures").Count >= 2, Cancel);

        await Eventually.TrueAsync(() => reader.Gauge("chat.outbox.pending") == 3, Cancel);
        await Eventually.TrueAsync(() => reader.Gauge("chat.outbox.oldest.age") > 1, Cancel);
        publisher.Fault = null;
        await Eventually.TrueAsync(() => reader.Gauge("chat.outbox.pending") == 0, Cancel);

        Assert.Equal(0, reader.Gauge("chat.outbox.oldest.age"));
    }

    [Fact]
    public async Task Relay_TwoInstances_OnlyTheLeaderTellsWhatWaits()
    {
        var database = await DatabaseAsync();
        await using var leader = await StartAsync(database);
        using var led = Reader(leader);
        await Eventually.TrueAsync(() => led.Gauge("chat.outbox.pending") == 0, Cancel);
        var second = new OutboxRelayMetricsTests();
        await using var other = await second.StartAsync(database);
        using var stood = Reader(other);
        Assert.Null(stood.Gauge("chat.outbox.pending"));

        await leader.StopAsync();

        await Eventually.TrueAsync(() => stood.Gauge("chat.outbox.pending") == 0, Cancel);
    }

    private static MeterReader Reader(TestService service) => new(service.Get<IMeterFactory>());

    private static async Task<string> DatabaseAsync() =>
        await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    private static async Task PostAsync(TestService service, int count)
    {
        var rows = Enumerable.Range(1, count).Select(n => OutboxService.Row(OutboxService.Event(n))).ToList();
        await OutboxService.InsertAsync(service.Get<ServiceDataSources>().App, rows, Cancel);
        service.Get<IOutboxSignal>().Notify();
    }

    private async Task<TestService> StartAsync(string database)
    {
        var broker = await Broker.Value;
        var service = await OutboxService.StartAsync(database, broker, configure: Replace);
        await service.Get<DatabaseReadiness>().WaitAsync(Cancel).WithTimeout();
        return service;
    }

    private void Replace(WebApplicationBuilder builder) =>
        builder.Services.Replace(ServiceDescriptor.Singleton<IEventPublisher>(publisher));

    /// <summary>A bus that a test switches off and on.</summary>
    private sealed class SwitchedPublisher : IEventPublisher
    {
        public Exception? Fault { get; set; }

        public Task OpenAsync(CancellationToken cancellationToken) => Answer();

        public Task PublishAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken) => Answer();

        private Task Answer() => Fault is { } fault ? Task.FromException(fault) : Task.CompletedTask;
    }
}
