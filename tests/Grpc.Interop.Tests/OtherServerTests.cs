using Google.Protobuf;
using Grpc.Interop.Tests.Scripts;
using Grpc.Interop.Tests.Server;
using Grpc.Interop.Tests.V1;
using Grpc.Net.Client;

namespace Grpc.Interop.Tests;

/// <summary>What takes a server that grpc-js cannot play: one with a stream limit, and one that compresses.</summary>
public sealed class OtherServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServerStreaming_MoreThanAConnectionMayCarry_OpensFurtherConnections()
    {
        await using var server = await InteropServer.StartAsync(streamsPerConnection: 100, Token);
        using var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        using var channel = GrpcChannel.ForAddress(server.Address, new() { HttpHandler = handler });
        var client = new V1.Interop.InteropClient(channel);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var calls = Enumerable
            .Range(0, 250)
            .Select(_ => client.Hold(new CallKey { Key = "many" }, cancellationToken: cancel.Token))
            .ToList();

        await Task.WhenAll(calls.Select(call => call.ResponseStream.MoveNext(Token)));

        var seen = await client.ObserveAsync(
            new ObserveRequest { Key = "many", Begun = 250 },
            cancellationToken: Token
        );
        Assert.Equal(250, seen.Open);
        Assert.InRange(seen.Connections, 3, 10);
        await cancel.CancelAsync();
    }

    [Fact]
    public async Task Gzip_OfAGrpcioServersResponse_IsUnderstood()
    {
        using var stubs = await PythonStubs.GenerateAsync(Token);
        await using var server = await ServerScript.StartAsync(
            PythonStubs.Interpreter,
            ["python/server.py", stubs.Folder],
            Token
        );
        var gzip = new SpyCompressionProvider();
        using var channel = GrpcChannel.ForAddress(server.Address, new() { CompressionProviders = [gzip] });
        var sent = new Payload { Body = ByteString.CopyFrom(new byte[1_000_000]) };

        var answer = await new V1.Interop.InteropClient(channel).EchoAsync(sent, cancellationToken: Token);

        Assert.Equal(sent, answer);
        Assert.Equal(1, gzip.Decompressed);
    }
}
