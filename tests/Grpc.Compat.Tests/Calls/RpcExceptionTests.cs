using Grpc.Core;

namespace Grpc.Compat.Tests.Calls;

public sealed class RpcExceptionTests
{
    private static readonly Status Missing = new(StatusCode.NotFound, "no such thing");

    [Fact]
    public void Constructor_StatusOnly_HasItsTextAndNoTrailers()
    {
        var exception = new RpcException(Missing);

        Assert.Equal(Missing.ToString(), exception.Message);
        Assert.Equal(StatusCode.NotFound, exception.StatusCode);
        Assert.Equal("no such thing", exception.Status.Detail);
        Assert.Empty(exception.Trailers);
    }

    [Fact]
    public void Constructor_StatusAndMessage_HasTheMessage() =>
        Assert.Equal("mine", new RpcException(Missing, "mine").Message);

    [Fact]
    public void Constructor_StatusAndTrailers_HasTheTrailers()
    {
        var trailers = new Metadata { { "key", "value" } };

        Assert.Same(trailers, new RpcException(Missing, trailers).Trailers);
        Assert.Same(trailers, new RpcException(Missing, trailers, "mine").Trailers);
    }

    [Fact]
    public void Constructor_NullTrailers_Throws() =>
        Assert.Throws<ArgumentNullException>(() => new RpcException(Missing, (Metadata)null!));

    [Fact]
    public void InnerException_StatusWithException_IsThatException()
    {
        var cause = new TimeoutException();

        var exception = new RpcException(new Status(StatusCode.Internal, "broken", cause));

        Assert.Same(cause, exception.InnerException);
    }
}
