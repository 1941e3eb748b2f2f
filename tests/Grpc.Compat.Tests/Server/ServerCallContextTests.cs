using Grpc.Compat.Tests.Doubles;
using Grpc.Core;

namespace Grpc.Compat.Tests.Server;

public sealed class ServerCallContextTests
{
    private readonly TestServerCallContext _context = new();

    [Fact]
    public void Properties_EveryPart_IsTheEngines()
    {
        Assert.Equal("/test.v1.Talks/Ask", _context.Method);
        Assert.Equal("host:1", _context.Host);
        Assert.Equal("ipv4:127.0.0.1:1", _context.Peer);
        Assert.Equal(DateTime.MaxValue, _context.Deadline);
        Assert.Same(_context.Sent, _context.RequestHeaders);
        Assert.Same(_context.Ending, _context.ResponseTrailers);
        Assert.Equal(_context.Source.Token, _context.CancellationToken);
        Assert.False(_context.AuthContext.IsPeerAuthenticated);
    }

    [Fact]
    public void Status_Set_ReachesTheEngine()
    {
        _context.Status = new Status(StatusCode.Aborted, "conflict");

        Assert.Equal(StatusCode.Aborted, _context.KeptStatus.StatusCode);
        Assert.Equal("conflict", _context.Status.Detail);
    }

    [Fact]
    public void WriteOptions_Set_ReachesTheEngine()
    {
        _context.WriteOptions = WriteOptions.Default;

        Assert.Same(WriteOptions.Default, _context.WriteOptions);
    }

    [Fact]
    public void UserState_SameCall_IsShared()
    {
        _context.UserState["key"] = "value";

        Assert.Equal("value", _context.UserState["key"]);
    }

    [Fact]
    public void UserState_AnotherCall_IsItsOwn()
    {
        _context.UserState["key"] = "value";

        Assert.Empty(new TestServerCallContext().UserState);
    }

    [Fact]
    public async Task WriteResponseHeadersAsync_Headers_ReachTheEngine()
    {
        Metadata headers = [];

        await _context.WriteResponseHeadersAsync(headers);

        Assert.Same(headers, _context.WrittenHeaders);
    }

    [Fact]
    public void CreatePropagationToken_Options_ReachTheEngine()
    {
        Assert.Throws<NotSupportedException>(() => _context.CreatePropagationToken(ContextPropagationOptions.Default));
        Assert.Same(ContextPropagationOptions.Default, _context.AskedPropagation);
    }
}
