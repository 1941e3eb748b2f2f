using Chat.ServiceDefaults.Egress;

namespace Chat.ServiceDefaults.Tests.Egress;

public sealed class WebhookSecretTests
{
    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(64)]
    public void TryDecode_AllowedLength_ReturnsTheBytes(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        Assert.True(WebhookSecret.TryDecode("whsec_" + Convert.ToBase64String(bytes), out var key));

        Assert.Equal(bytes, key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(65)]
    [InlineData(66)]
    [InlineData(1000)]
    public void TryDecode_ForbiddenLength_ReturnsFalse(int length) =>
        Assert.False(WebhookSecret.TryDecode("whsec_" + Convert.ToBase64String(new byte[length]), out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa*w")]
    public void TryDecode_NoSecret_ReturnsFalse(string? text) => Assert.False(WebhookSecret.TryDecode(text, out _));
}
