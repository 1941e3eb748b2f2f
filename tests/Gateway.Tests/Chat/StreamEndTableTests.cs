using Chat.Gateway.Chat;

namespace Chat.Gateway.Tests.Chat;

public sealed class StreamEndTableTests
{
    [Theory]
    [InlineData("Completed", null, false)]
    [InlineData("Follow", null, false)]
    [InlineData("ClientGone", null, false)]
    [InlineData("ClientTooSlow", null, false)]
    [InlineData("Silent", "reply_silent", true)]
    [InlineData("Nothing", "reply_failed", true)]
    [InlineData("UpstreamUnavailable", "unavailable", true)]
    [InlineData("UpstreamFailed", "internal_error", true)]
    [InlineData("DeadlineExceeded", "deadline_exceeded", true)]
    [InlineData("CredentialRefused", "token_invalid", false)]
    [InlineData("ServerStopping", "server_stopping", true)]
    public void ToFault_End_IsWhatTheReaderIsTold(string end, string? code, bool retryable)
    {
        var fault = StreamEndTable.ToFault(Enum.Parse<StreamEnd>(end));

        Assert.Equal(code, fault?.Code);
        Assert.Equal(retryable, fault?.Retryable ?? false);
    }

    [Fact]
    public void ToFault_EveryEnd_HasARow() =>
        Assert.All(Enum.GetValues<StreamEnd>(), end => _ = StreamEndTable.ToFault(end));

    [Fact]
    public void ToFault_NoEnd_IsABug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StreamEndTable.ToFault((StreamEnd)99));
}
