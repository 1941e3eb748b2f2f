using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Calls;

/// <summary>The call objects hand every question to the engine: through closures, or with the engine's state.</summary>
public sealed class AsyncCallTests
{
    private readonly EngineCall _engine = new();

    public static TheoryData<string> Kinds =>
        [
            "unary",
            "unary with state",
            "client",
            "client with state",
            "server",
            "server with state",
            "duplex",
            "duplex with state",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ResponseHeadersAsync_EachKind_AreTheEngines(string kind)
    {
        var call = Create(kind);

        Assert.Same(_engine.Headers, await call.Headers());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void GetStatus_EachKind_IsTheEngines(string kind) =>
        Assert.Equal("of the engine", Create(kind).Status().Detail);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void GetTrailers_EachKind_AreTheEngines(string kind) =>
        Assert.Same(_engine.Trailers, Create(kind).Trailers());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Dispose_EachKind_ReachesTheEngine(string kind)
    {
        Create(kind).Call.Dispose();

        Assert.Equal(1, _engine.Disposals);
    }

    [Fact]
    public async Task Await_UnaryCall_GivesTheResponse()
    {
        using var call = _engine.Unary(Task.FromResult("answer"));

        Assert.Equal("answer", await call);
        Assert.Equal("answer", await call.ConfigureAwait(false));
    }

    [Fact]
    public async Task Await_FailedUnaryCall_Throws()
    {
        using var call = _engine.Unary(
            Task.FromException<string>(new RpcException(new Status(StatusCode.Aborted, "conflict")))
        );

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.Aborted, exception.StatusCode);
    }

    [Fact]
    public async Task Await_ClientStreamingCall_GivesTheResponse()
    {
        using var call = _engine.ClientStreaming(Task.FromResult("answer"));

        Assert.Equal("answer", await call);
        Assert.Equal("answer", await call.ConfigureAwait(false));
    }

    [Fact]
    public void Streams_EachStreamingCall_AreTheGivenOnes()
    {
        using var client = _engine.ClientStreaming(Task.FromResult("answer"));
        using var server = _engine.ServerStreaming();
        using var duplex = _engine.DuplexStreaming();

        Assert.Same(_engine.Writer, client.RequestStream);
        Assert.Same(_engine.Reader, server.ResponseStream);
        Assert.Same(_engine.Writer, duplex.RequestStream);
        Assert.Same(_engine.Reader, duplex.ResponseStream);
    }

    private OpenCall Create(string kind)
    {
        var answer = Task.FromResult("answer");
        return kind switch
        {
            "unary" => OpenCall.Of(_engine.Unary(answer)),
            "unary with state" => OpenCall.Of(_engine.UnaryWithState(answer)),
            "client" => OpenCall.Of(_engine.ClientStreaming(answer)),
            "client with state" => OpenCall.Of(_engine.ClientStreamingWithState(answer)),
            "server" => OpenCall.Of(_engine.ServerStreaming()),
            "server with state" => OpenCall.Of(_engine.ServerStreamingWithState()),
            "duplex" => OpenCall.Of(_engine.DuplexStreaming()),
            _ => OpenCall.Of(_engine.DuplexStreamingWithState()),
        };
    }
}
