using System.Net;
using System.Net.Sockets;
using Chat.ServiceDefaults.Messaging;
using Chat.Testing.Time;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.ServiceDefaults.Tests.Messaging;

public sealed class BusReviverTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly TcpListener broker = new(IPAddress.Loopback, 0);
    private readonly Lifetime lifetime = new();
    private int looks;
    private int stops;

    public void Dispose()
    {
        broker.Dispose();
        lifetime.Dispose();
    }

    // Seen on a busy machine: a first start that took more than two seconds was stopped in the middle, and neither ended.
    [Fact]
    public async Task Run_EndpointStartsForLong_IsNotStopped()
    {
        broker.Start();
        using var reviver = Create(Port);
        await reviver.StartAsync(TestContext.Current.CancellationToken);

        await PassAsync(reviver, () => Volatile.Read(ref looks) > 60);

        Assert.Equal(0, Volatile.Read(ref stops));
        Assert.False(lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Run_EndpointCannotBeStopped_EndsTheService()
    {
        broker.Start();
        var port = Port;
        broker.Stop();
        using var reviver = Create(port);
        await reviver.StartAsync(TestContext.Current.CancellationToken);
        await PassAsync(reviver, () => Volatile.Read(ref looks) > 2);
        using var back = new TcpListener(IPAddress.Loopback, port);
        back.Start();

        await PassAsync(reviver, () => lifetime.ApplicationStopping.IsCancellationRequested);

        await PassAsync(reviver, () => reviver.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal(1, Volatile.Read(ref stops));
    }

    private int Port => ((IPEndPoint)broker.LocalEndpoint).Port;

    /// <summary>Looks after a bus with one endpoint that is never healthy and whose stop never ends.</summary>
    private BusReviver Create(int port)
    {
        var never = new TaskCompletionSource();
        var endpoint = Scripted.Create<IReceiveEndpoint>(method =>
        {
            if (method != nameof(IReceiveEndpoint.Stop))
            {
                return null;
            }
            Interlocked.Increment(ref stops);
            return never.Task;
        });
        var endpoints = new Dictionary<string, EndpointHealthResult>(StringComparer.Ordinal)
        {
            ["events"] = EndpointHealthResult.Unhealthy(endpoint, "not started", null!),
        };
        var bus = Scripted.Create<IBusControl>(method =>
        {
            Assert.Equal("CheckHealth", method);
            Interlocked.Increment(ref looks);
            return BusHealthResult.Unhealthy("not started", null!, endpoints);
        });
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:messaging"] = $"amqp://guest:guest@127.0.0.1:{port}",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new BusReviver(bus, configuration, lifetime, time, NullLogger<BusReviver>.Instance);
    }

    private async Task PassAsync(BusReviver reviver, Func<bool> until)
    {
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                Assert.False(reviver.ExecuteTask!.IsFaulted);
                return until();
            },
            TestContext.Current.CancellationToken
        );
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
