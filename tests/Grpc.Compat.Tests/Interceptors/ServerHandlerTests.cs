using Grpc.Compat.Tests.Doubles;
using Grpc.Core.Interceptors;

namespace Grpc.Compat.Tests.Interceptors;

/// <summary>What is not overridden passes the call on; the order of several is the engine's, see ServerEngineTests.</summary>
public sealed class ServerHandlerTests
{
    private readonly IdleInterceptor _interceptor = new();
    private readonly TestServerCallContext _context = new();
    private readonly ListStreamReader<string> _reader = new([]);
    private readonly ListStreamWriter<string> _writer = new();

    [Fact]
    public async Task UnaryServerHandler_NotOverridden_Continues()
    {
        var response = await _interceptor.UnaryServerHandler<string, string>(
            "a",
            _context,
            (request, context) => Task.FromResult(request + ReferenceEquals(context, _context))
        );

        Assert.Equal("aTrue", response);
    }

    [Fact]
    public async Task ClientStreamingServerHandler_NotOverridden_Continues()
    {
        var response = await _interceptor.ClientStreamingServerHandler<string, string>(
            _reader,
            _context,
            (stream, context) =>
                Task.FromResult($"{ReferenceEquals(stream, _reader)} {ReferenceEquals(context, _context)}")
        );

        Assert.Equal("True True", response);
    }

    [Fact]
    public async Task ServerStreamingServerHandler_NotOverridden_Continues()
    {
        await _interceptor.ServerStreamingServerHandler<string, string>(
            "a",
            _writer,
            _context,
            (request, stream, _) => stream.WriteAsync(request)
        );

        Assert.Equal(["a"], _writer.Written);
    }

    [Fact]
    public async Task DuplexStreamingServerHandler_NotOverridden_Continues()
    {
        await _interceptor.DuplexStreamingServerHandler<string, string>(
            _reader,
            _writer,
            _context,
            (requests, responses, _) => responses.WriteAsync($"{ReferenceEquals(requests, _reader)}")
        );

        Assert.Equal(["True"], _writer.Written);
    }

    private sealed class IdleInterceptor : Interceptor;
}
