using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using LiveContract = Chat.Contracts.Sessions.V1.Live;

namespace Chat.Gateway.Tests.Live;

public sealed class LiveWorkerTests : IAsyncLifetime
{
    private readonly StandingTimers time = new();
    private readonly CountedCalls server = new();
    private readonly LiveHub hub;
    private readonly LiveWorker worker;
    private readonly LiveLeg leg;

    public LiveWorkerTests()
    {
        var options = Options.Create(new LiveOptions());
        hub = new LiveHub(options, time);
        leg = hub.Open(LiveScene.Log, LogCursor.Beginning, new RecordedReader()).Value;
        worker = new LiveWorker(hub, server, new ScriptedFollow(), options, time, NullLogger<LiveWorker>.Instance);
    }

    public async ValueTask InitializeAsync() => await worker.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(CancellationToken.None).WithTimeout();
        worker.Dispose();
        hub.Dispose();
    }

    [Fact]
    public async Task Execute_CallsBreak_WaitsTwiceAsLongEachTimeUpToFiveSeconds()
    {
        var waits = new List<double>();
        for (var count = 0; count < 8; count++)
        {
            waits.Add(await BreakAsync());
        }

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 5000], waits);
    }

    [Theory]
    [InlineData(9_999, 400)]
    [InlineData(10_000, 100)]
    public async Task Execute_CallStoodForAWhile_BeginsAnew(int stood, int wait)
    {
        _ = await BreakAsync();
        _ = await BreakAsync();

        var call = await server.NextAsync();
        time.Advance(TimeSpan.FromMilliseconds(stood));
        call.Complete();

        Assert.Equal(wait, (await time.NextAsync()).TotalMilliseconds);
    }

    [Fact]
    public async Task Execute_CallFailsInAnUnforeseenWay_IsOpenedAgain()
    {
        (await server.NextAsync()).Complete(new FormatException("an id that is none"));
        _ = await time.NextAsync();

        var subscribe = (await (await server.NextAsync()).NextAsync()).Subscribe;

        Assert.Equal(leg.Id, subscribe.SubscriptionId);
    }

    [Fact]
    public async Task Execute_NextCall_GoesOnBehindWhatTheReaderHas()
    {
        var first = await server.NextAsync();
        Assert.Null((await first.NextAsync()).Subscribe.Cursor);
        first.Say(LiveScene.Entries(leg.Id, LiveScene.Message(1)));
        first.Complete(Away());
        _ = await time.NextAsync();

        var subscribe = (await (await server.NextAsync()).NextAsync()).Subscribe;

        Assert.Equal((leg.Id, 1), (subscribe.SubscriptionId, subscribe.Cursor.Sequence));
    }

    [Fact]
    public async Task Execute_WhoComesWhileThereIsNoCall_IsAnnouncedOnTheNext()
    {
        (await server.NextAsync()).Complete(Away());
        await Eventually.TrueAsync(() => time.IsSet, TestContext.Current.CancellationToken);
        hub.Remove(leg);
        var late = hub.Open(LiveScene.Log, LogCursor.Beginning, new RecordedReader()).Value;
        _ = await time.NextAsync();

        var announced = await (await server.NextAsync()).NextAsync();

        Assert.Equal(late.Id, announced.Subscribe.SubscriptionId);
    }

    [Fact]
    public async Task Execute_WhoComesWhileACallStands_IsAnnouncedOnIt()
    {
        var call = await server.NextAsync();
        Assert.Equal(leg.Id, (await call.NextAsync()).Subscribe.SubscriptionId);

        var late = hub.Open(LiveScene.Log, LogCursor.Beginning, new RecordedReader()).Value;

        Assert.Equal(late.Id, (await call.NextAsync()).Subscribe.SubscriptionId);
    }

    private async Task<double> BreakAsync()
    {
        (await server.NextAsync()).Complete(Away());
        return (await time.NextAsync()).TotalMilliseconds;
    }

    private static RpcException Away() => new(new Status(StatusCode.Unavailable, "away"));

    private sealed class CountedCalls : LiveContract.LiveClient
    {
        private readonly Channel<ScriptedFollow> calls = Channel.CreateBounded<ScriptedFollow>(100);

        public Task<ScriptedFollow> NextAsync() =>
            calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithTimeout();

        public override AsyncDuplexStreamingCall<FollowRequest, FollowResponse> Follow(CallOptions options)
        {
            var call = new ScriptedFollow();
            _ = options.CancellationToken.Register(() =>
                call.Complete(new RpcException(new Status(StatusCode.Cancelled, "")))
            );
            Assert.True(calls.Writer.TryWrite(call));
            return call.Call;
        }
    }
}
