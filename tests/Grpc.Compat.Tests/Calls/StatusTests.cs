using Grpc.Core;

namespace Grpc.Compat.Tests.Calls;

public sealed class StatusTests
{
    [Fact]
    public void Default_NothingSet_IsOk()
    {
        Status status = default;

        Assert.Equal(StatusCode.OK, status.StatusCode);
        Assert.Null(status.DebugException);
    }

    [Fact]
    public void DefaultCancelled_Always_IsCancelledWithAnEmptyDetail()
    {
        Assert.Equal(StatusCode.Cancelled, Status.DefaultCancelled.StatusCode);
        Assert.Equal(string.Empty, Status.DefaultCancelled.Detail);
        Assert.Equal(StatusCode.OK, Status.DefaultSuccess.StatusCode);
    }

    [Fact]
    public void ToString_WithoutException_ShowsCodeAndDetail()
    {
        var status = new Status(StatusCode.NotFound, "no such thing");

        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"no such thing\")", status.ToString());
    }

    [Fact]
    public void ToString_WithException_ShowsItsTypeAndMessage()
    {
        var status = new Status(StatusCode.Internal, "broken", new TimeoutException("too late"));

        Assert.EndsWith("DebugException=\"System.TimeoutException: too late\")", status.ToString());
    }

    // The numbers are the protocol: https://grpc.io/docs/guides/status-codes/
    [Theory]
    [InlineData(StatusCode.OK, 0)]
    [InlineData(StatusCode.Cancelled, 1)]
    [InlineData(StatusCode.Unknown, 2)]
    [InlineData(StatusCode.InvalidArgument, 3)]
    [InlineData(StatusCode.DeadlineExceeded, 4)]
    [InlineData(StatusCode.NotFound, 5)]
    [InlineData(StatusCode.AlreadyExists, 6)]
    [InlineData(StatusCode.PermissionDenied, 7)]
    [InlineData(StatusCode.ResourceExhausted, 8)]
    [InlineData(StatusCode.FailedPrecondition, 9)]
    [InlineData(StatusCode.Aborted, 10)]
    [InlineData(StatusCode.OutOfRange, 11)]
    [InlineData(StatusCode.Unimplemented, 12)]
    [InlineData(StatusCode.Internal, 13)]
    [InlineData(StatusCode.Unavailable, 14)]
    [InlineData(StatusCode.DataLoss, 15)]
    [InlineData(StatusCode.Unauthenticated, 16)]
    public void StatusCode_EachName_HasItsNumberOnTheWire(StatusCode code, int number) =>
        Assert.Equal(number, (int)code);
}
