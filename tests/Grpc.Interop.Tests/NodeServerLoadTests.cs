using Grpc.Core;
using Grpc.Interop.Tests.V1;
using Grpc.Net.Client;

namespace Grpc.Interop.Tests;

/// <summary>Many calls at once, and one call with many messages, from our client to a grpc-js server.</summary>
public sealed class NodeServerLoadTests(NodeServerFixture server) : IClassFixture<NodeServerFixture>, IDisposable
{
    private readonly GrpcChannel _channel = server.Connect();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private V1.Interop.InteropClient Client => new(_channel);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task Unary_1000InParallel_AllAnsweredOnOneConnection()
    {
        // The channel's own handler may open a second connection while the first one is still being made.
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false };
        using var channel = server.Connect(new GrpcChannelOptions { HttpHandler = handler });
        var client = new V1.Interop.InteropClient(channel);
        var calls = Enumerable
            .Range(0, 1_000)
            .Select(number =>
                client.EchoAsync(new Payload { Key = "parallel", Number = number }, cancellationToken: Token)
            )
            .ToList();

        var answers = await Task.WhenAll(calls.Select(call => call.ResponseAsync));

        Assert.Equal(Enumerable.Range(0, 1_000), answers.Select(answer => answer.Number));
        var seen = await client.ObserveAsync(new ObserveRequest { Key = "parallel" }, cancellationToken: Token);
        Assert.Equal((1_000, 1), (seen.Begun, seen.Connections));
    }

    [Fact]
    public async Task ServerStreaming_150AtOnce_AreAllOpen()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var calls = Enumerable
            .Range(0, 150)
            .Select(_ => Client.Hold(new CallKey { Key = "many" }, cancellationToken: cancel.Token))
            .ToList();
        await Task.WhenAll(calls.Select(call => call.ResponseStream.MoveNext(Token)));

        var open = await Client.ObserveAsync(
            new ObserveRequest { Key = "many", Begun = 150 },
            cancellationToken: Token
        );
        await cancel.CancelAsync();

        Assert.Equal(150, open.Open);
        var request = new ObserveRequest { Key = "many", Cancelled = 150 };
        Assert.Equal(0, (await Client.ObserveAsync(request, cancellationToken: Token)).Open);
    }

    [Fact]
    public async Task ServerStreaming_100000MessagesToAReaderThatStops_HoldsTheServerBack()
    {
        var request = new ProduceRequest
        {
            Key = "pressure",
            Count = 100_000,
            Size = 1_000,
        };
        using var call = Client.Produce(request, cancellationToken: Token);
        var (read, lead) = (0, 0);

        await foreach (var payload in call.ResponseStream.ReadAllAsync(Token))
        {
            Assert.Equal(read++, payload.Number);
            if (read == 10_000)
            {
                lead = await StalledAtAsync("pressure") - read;
            }
        }

        Assert.Equal(100_000, read);
        Assert.InRange(lead, 0, 20_000);
    }

    // How far the server came once it stopped writing: five looks in a row saw the same.
    private async Task<int> StalledAtAsync(string key)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var (written, looks) = (-1, 0);
        while (looks < 5)
        {
            var seen = await Client.ObserveAsync(new ObserveRequest { Key = key, Begun = 1 }, cancellationToken: Token);
            (written, looks) = (seen.Written, seen.Written == written ? looks + 1 : 0);
            await timer.WaitForNextTickAsync(Token);
        }

        return written;
    }
}
