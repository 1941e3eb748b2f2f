using Grpc.Compat.Tests.Doubles;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Grpc.Compat.Tests.Server;

/// <summary>What only shows when the official engines run on the abstractions.</summary>
public sealed class ServerEngineTests(TalkServer server) : IClassFixture<TalkServer>, IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(server.Address);

    private static CallOptions Options => new(cancellationToken: TestContext.Current.CancellationToken);

    private CallInvoker Invoker => _channel.CreateCallInvoker();

    public void Dispose() => _channel.Dispose();

    [Fact]
    public async Task BindService_UnaryMethod_AnswersBehindTheInterceptors()
    {
        using var call = Invoker.AsyncUnaryCall(TestMethods.Unary, null, Options, "a");

        Assert.Equal("asked a", await call);
        AssertTrail(call.GetTrailers());
    }

    [Fact]
    public void BindService_BlockingUnaryCall_Answers() =>
        Assert.Equal("asked a", Invoker.BlockingUnaryCall(TestMethods.Unary, null, Options, "a"));

    [Fact]
    public async Task BindService_ClientStreamingMethod_AnswersBehindTheInterceptors()
    {
        using var call = Invoker.AsyncClientStreamingCall(TestMethods.ClientStreaming, null, Options);
        await call.RequestStream.WriteAsync("a", Options.CancellationToken);
        await call.RequestStream.WriteAsync("b", Options.CancellationToken);
        await call.RequestStream.CompleteAsync();

        Assert.Equal("told a b", await call);
        AssertTrail(call.GetTrailers());
    }

    [Fact]
    public async Task BindService_ServerStreamingMethod_AnswersBehindTheInterceptors()
    {
        using var call = Invoker.AsyncServerStreamingCall(TestMethods.ServerStreaming, null, Options, "a b");

        Assert.Equal(["a", "b"], await ReadAsync(call.ResponseStream));
        AssertTrail(call.GetTrailers());
    }

    [Fact]
    public async Task BindService_DuplexMethod_AnswersBehindTheInterceptors()
    {
        using var call = Invoker.AsyncDuplexStreamingCall(TestMethods.DuplexStreaming, null, Options);
        await call.RequestStream.WriteAsync("a", Options.CancellationToken);
        await call.RequestStream.CompleteAsync();

        Assert.Equal(["heard a"], await ReadAsync(call.ResponseStream));
        AssertTrail(call.GetTrailers());
    }

    [Fact]
    public async Task GetStatus_CallUnderWay_Throws()
    {
        using var call = Invoker.AsyncDuplexStreamingCall(TestMethods.DuplexStreaming, null, Options);

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        await call.RequestStream.CompleteAsync();
        Assert.Empty(await ReadAsync(call.ResponseStream));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    // The official .NET client engine takes no notice of a call's host; WithHost says so.
    [Fact]
    public async Task WithHost_OnTheDotNetEngine_KeepsTheChannelsAuthority()
    {
        var client = new TestClient(_channel).WithHost("other.example");

        using var call = client.Invoker.AsyncUnaryCall(TestMethods.Unary, null, Options, "host?");

        Assert.Equal(server.Address.Authority, await call);
    }

    [Fact]
    public async Task Intercept_HeadersOfAChannel_ReachTheServer()
    {
        var invoker = _channel.Intercept(headers => [.. headers, new Metadata.Entry("added", "yes")]);

        using var call = invoker.AsyncUnaryCall(TestMethods.Unary, null, Options, "header?");

        Assert.Equal("yes", await call);
    }

    [Fact]
    public async Task CallCredentials_OnAnUnsecuredChannel_AreNotSent()
    {
        var asked = false;
        var credentials = CallCredentials.FromInterceptor(
            (_, _) =>
            {
                asked = true;
                return Task.CompletedTask;
            }
        );

        using var call = Invoker.AsyncUnaryCall(
            TestMethods.Unary,
            null,
            Options.WithCredentials(credentials),
            "header?"
        );

        Assert.Equal("none", await call);
        Assert.False(asked);
    }

    [Fact]
    public async Task CallCredentials_Composed_AddTheirHeadersInOrder()
    {
        using var channel = GrpcChannel.ForAddress(
            server.Address,
            new() { UnsafeUseInsecureChannelCallCredentials = true }
        );
        var credentials = CallCredentials.Compose(Adding("first"), Adding("second"));

        using var call = channel
            .CreateCallInvoker()
            .AsyncUnaryCall(TestMethods.Unary, null, Options.WithCredentials(credentials), "header?");

        Assert.Equal("first, second", await call);
    }

    private static CallCredentials Adding(string value) =>
        CallCredentials.FromInterceptor(
            (_, metadata) =>
            {
                metadata.Add("added", value);
                return Task.CompletedTask;
            }
        );

    private static void AssertTrail(Metadata trailers) =>
        Assert.Equal(["outer", "inner"], trailers.GetAll("trail").Select(entry => entry.Value));

    private static async Task<List<string>> ReadAsync(IAsyncStreamReader<string> stream)
    {
        var read = new List<string>();
        await foreach (var message in stream.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            read.Add(message);
        }
        return read;
    }
}
