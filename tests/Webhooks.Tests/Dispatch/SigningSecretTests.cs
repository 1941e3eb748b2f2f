using System.Text;
using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class SigningSecretTests
{
    private const string Standard = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Plain = "an-old-chatcops-secret";

    [Fact]
    public void StandardKey_SecretOfThatForm_IsWhatIsBehindThePrefix() =>
        Assert.Equal(
            Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            new SigningSecret(Standard).StandardKey
        );

    [Fact]
    public void StandardKey_OtherText_IsTheText() =>
        Assert.Equal(Encoding.UTF8.GetBytes(Plain), new SigningSecret(Plain).StandardKey);

    [Theory]
    [InlineData(Standard)]
    [InlineData(Plain)]
    public void ChatCopsKey_AnySecret_IsTheWholeText(string text) =>
        Assert.Equal(Encoding.UTF8.GetBytes(text), new SigningSecret(text).ChatCopsKey);

    // RFC 4231, test case 2.
    [Fact]
    public void Sign_KnownKeyAndText_IsThePublishedCode() =>
        Assert.Equal(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ChatCopsSignature.Sign("what do ya want for nothing?"u8, new SigningSecret("Jefe"))
        );

    [Fact]
    public void Sign_OneByteMore_IsAnother() =>
        Assert.NotEqual(
            ChatCopsSignature.Sign("{}"u8, new SigningSecret(Plain)),
            ChatCopsSignature.Sign("{} "u8, new SigningSecret(Plain))
        );
}
