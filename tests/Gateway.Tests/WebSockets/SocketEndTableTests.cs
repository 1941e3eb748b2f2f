using Chat.Gateway.WebSockets;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class SocketEndTableTests
{
    [Theory]
    [InlineData(SocketEnd.ClientGone, 1000, "bye")]
    [InlineData(SocketEnd.ClientTooSlow, 4429, "too_slow")]
    [InlineData(SocketEnd.TooManySockets, 4429, "too_many_sockets")]
    [InlineData(SocketEnd.RateLimited, 4429, "rate_limited")]
    [InlineData(SocketEnd.BadFrame, 4400, "bad_frame")]
    [InlineData(SocketEnd.FrameTooLarge, 1009, "frame_too_large")]
    [InlineData(SocketEnd.Unauthenticated, 4401, "unauthenticated")]
    [InlineData(SocketEnd.Forbidden, 4403, "forbidden")]
    [InlineData(SocketEnd.AuthTimeout, 4408, "auth_timeout")]
    [InlineData(SocketEnd.UpstreamUnavailable, 4503, "unavailable")]
    [InlineData(SocketEnd.ServerStopping, 1012, "server_stopping")]
    internal void ToClose_End_IsItsCodeAndReason(SocketEnd end, int code, string reason)
    {
        var (status, said) = SocketEndTable.ToClose(end);

        Assert.Equal((code, reason), ((int)status, said));
    }

    [Fact]
    public void ToClose_EveryEnd_HasAReasonOfItsOwn()
    {
        var reasons = Enum.GetValues<SocketEnd>().Select(end => SocketEndTable.ToClose(end).Reason).ToList();

        Assert.Equal(reasons.Distinct(), reasons);
        // A close frame takes no more (RFC 6455 section 5.5).
        Assert.All(reasons, reason => Assert.InRange(reason.Length, 1, 123));
    }

    [Fact]
    public void ToClose_NoEnd_IsABug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SocketEndTable.ToClose((SocketEnd)99));
}
