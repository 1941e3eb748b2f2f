using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Interop.Tests.V1;
using Grpc.Net.Client;

namespace Grpc.Interop.Tests;

/// <summary>The official client engine as the client of a grpc-js server.</summary>
public sealed class NodeServerTests(NodeServerFixture server) : IClassFixture<NodeServerFixture>, IDisposable
{
    private readonly GrpcChannel _channel = server.Connect();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private V1.Interop.InteropClient Client => new(_channel);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task Unary_APayload_ComesBack()
    {
        var sent = new Payload { Number = 7, Body = ByteString.CopyFromUtf8("grüezi") };

        var answer = await Client.EchoAsync(sent, cancellationToken: Token);

        Assert.Equal(sent, answer);
    }

    [Fact]
    public void BlockingUnary_APayload_ComesBack()
    {
        var answer = Client.Echo(new Payload { Number = 8 }, cancellationToken: Token);

        Assert.Equal(8, answer.Number);
    }

    [Fact]
    public async Task ClientStreaming_500Payloads_AreAllCounted()
    {
        using var call = Client.Collect(cancellationToken: Token);
        for (var number = 0; number < 500; number++)
        {
            await call.RequestStream.WriteAsync(new Payload { Body = ByteString.CopyFrom(new byte[100]) }, Token);
        }

        await call.RequestStream.CompleteAsync();

        Assert.Equal(new Summary { Count = 500, Size = 50_000 }, await call);
    }

    [Fact]
    public async Task ServerStreaming_500Payloads_ComeInOrder()
    {
        using var call = Client.Produce(new ProduceRequest { Count = 500, Size = 10 }, cancellationToken: Token);

        var numbers = await call
            .ResponseStream.ReadAllAsync(Token)
            .Select(payload => payload.Number)
            .ToListAsync(Token);

        Assert.Equal(Enumerable.Range(0, 500), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task DuplexStreaming_InTurn_EachIsAnsweredBeforeTheNext()
    {
        using var call = Client.Chat(cancellationToken: Token);
        for (var number = 0; number < 200; number++)
        {
            await call.RequestStream.WriteAsync(new Payload { Number = number }, Token);
            Assert.True(await call.ResponseStream.MoveNext(Token));
            Assert.Equal(number, call.ResponseStream.Current.Number);
        }

        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext(Token));
    }

    [Fact]
    public async Task Deadline_OfACallThatHolds_EndsItAtBothEnds()
    {
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(500);
        using var call = Client.Hold(new CallKey { Key = "deadline" }, deadline: deadline, cancellationToken: Token);

        var failure = await Assert.ThrowsAsync<RpcException>(() =>
            call.ResponseStream.ReadAllAsync(Token).ToListAsync(Token).AsTask()
        );

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        var seen = await Client.ObserveAsync(
            new ObserveRequest { Key = "deadline", Cancelled = 1 },
            cancellationToken: Token
        );
        Assert.Equal(1, seen.WithDeadline);
    }

    [Fact]
    public async Task Cancel_OfACallThatHolds_IsSeenByTheServer()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var call = Client.Hold(new CallKey { Key = "cancel" }, cancellationToken: cancel.Token);
        await call.ResponseStream.MoveNext(Token);

        await cancel.CancelAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Token));
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        var seen = await Client.ObserveAsync(
            new ObserveRequest { Key = "cancel", Cancelled = 1 },
            cancellationToken: Token
        );
        Assert.Equal(1, seen.Cancelled);
    }

    [Fact]
    public async Task Dispose_OfACallThatHolds_IsSeenByTheServer()
    {
        var call = Client.Hold(new CallKey { Key = "dispose" }, cancellationToken: Token);
        await call.ResponseStream.MoveNext(Token);

        call.Dispose();

        var seen = await Client.ObserveAsync(
            new ObserveRequest { Key = "dispose", Cancelled = 1 },
            cancellationToken: Token
        );
        Assert.Equal(1, seen.Cancelled);
    }

    [Fact]
    public async Task Failure_WithDetails_CarriesTheWholeStatus()
    {
        var status = new Google.Rpc.Status
        {
            Code = (int)StatusCode.FailedPrecondition,
            Message = "nein: 10 % 東京",
            Details = { Any.Pack(new Payload { Number = 5 }) },
        };

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client.FailAsync(new FailRequest { Status = status }, cancellationToken: Token)
        );

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("nein: 10 % 東京", failure.Status.Detail);
        var details = failure.Trailers.GetValueBytes("grpc-status-details-bin");
        Assert.Equal(status, Google.Rpc.Status.Parser.ParseFrom(details));
    }

    [Fact]
    public async Task Failure_WithTrailers_CarriesThem()
    {
        var request = new FailRequest { Status = new() { Code = (int)StatusCode.Aborted } };

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client.FailAsync(request, cancellationToken: Token)
        );

        Assert.Equal("trailing", failure.Trailers.GetValue("x-text"));
        Assert.Equal([0, 1, 254, 255], failure.Trailers.GetValueBytes("x-blob-bin"));
    }

    [Fact]
    public async Task Metadata_OfText_ComesBackAsHeadersAndTrailers()
    {
        var headers = new Metadata
        {
            { "X-Text", "a value, with ~ and spaces" },
            { "x-many", "one" },
            { "x-many", "two" },
        };

        using var call = Client.ReflectAsync(new Payload(), headers, cancellationToken: Token);
        await call;

        var answered = await call.ResponseHeadersAsync;
        Assert.Equal("a value, with ~ and spaces", answered.GetValue("x-text"));
        Assert.Equal(["one", "two"], answered.GetAll("x-many").SelectMany(entry => entry.Value.Split(", ")));
        Assert.Equal("a value, with ~ and spaces", call.GetTrailers().GetValue("x-text-trailer"));
    }

    [Fact]
    public async Task Metadata_OfBytes_ComesBackAsHeadersAndTrailers()
    {
        byte[] blob = [.. Enumerable.Range(0, 256).Select(octet => (byte)octet)];

        using var call = Client.ReflectAsync(
            new Payload(),
            new Metadata { { "x-blob-bin", blob } },
            cancellationToken: Token
        );
        await call;

        Assert.Equal(blob, (await call.ResponseHeadersAsync).GetValueBytes("x-blob-bin"));
        Assert.Equal(blob, call.GetTrailers().GetValueBytes("x-blob-trailer-bin"));
    }

    [Fact]
    public async Task Metadata_OfBytesTwiceUnderOneKey_ComesBackAsTwo()
    {
        var headers = new Metadata { { "x-blob-bin", [1, 2, 3] }, { "x-blob-bin", [255] } };

        using var call = Client.ReflectAsync(new Payload(), headers, cancellationToken: Token);
        await call;

        byte[][] expected =
        [
            [1, 2, 3],
            [255],
        ];
        Assert.Equal(
            expected,
            (await call.ResponseHeadersAsync).GetAll("x-blob-bin").Select(entry => entry.ValueBytes)
        );
        Assert.Equal(expected, call.GetTrailers().GetAll("x-blob-trailer-bin").Select(entry => entry.ValueBytes));
    }

    [Fact]
    public async Task Gzip_OfARequest_IsUnderstood()
    {
        var gzip = new SpyCompressionProvider();
        using var channel = server.Connect(new() { CompressionProviders = [gzip] });
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        var sent = new Payload { Body = ByteString.CopyFrom(new byte[1_000_000]) };

        var answer = await new V1.Interop.InteropClient(channel).EchoAsync(sent, headers, cancellationToken: Token);

        Assert.Equal(sent, answer);
        Assert.Equal(1, gzip.Compressed);
    }

    [Fact]
    public async Task Message_OverOurLimit_FailsWithResourceExhausted()
    {
        using var channel = server.Connect(new() { MaxReceiveMessageSize = 100_000 });
        var sent = new Payload { Body = ByteString.CopyFrom(new byte[200_000]) };

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await new V1.Interop.InteropClient(channel).EchoAsync(sent, cancellationToken: Token)
        );

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Message_OverTheServersLimit_FailsWithResourceExhausted()
    {
        var sent = new Payload { Body = ByteString.CopyFrom(Encoding.ASCII.GetBytes(new string('a', 5_000_000))) };

        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client.EchoAsync(sent, cancellationToken: Token)
        );

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }
}
