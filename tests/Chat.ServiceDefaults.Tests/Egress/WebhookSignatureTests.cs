using System.Text;
using Chat.ServiceDefaults.Egress;

namespace Chat.ServiceDefaults.Tests.Egress;

public sealed class WebhookSignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    // The vector that the Standard Webhooks libraries share; the others were made with Python's hmac.
    private const string Expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void Sign_SharedVector_ReturnsItsSignature() =>
        Assert.Equal(Expected, WebhookSignature.Sign(Id, Timestamp, Body, [Key(Secret)]));

    [Fact]
    public void Sign_SeveralSecrets_SignsWithEachInOrder() =>
        Assert.Equal(
            $"{Expected} v1,O4Gjv1HqPqsMrjmczoggs/sWA8gZD0VyHG+fLh4+ktI=",
            WebhookSignature.Sign(Id, Timestamp, Body, [Key(Secret), Key(OtherSecret)])
        );

    [Fact]
    public void Sign_EmptyBody_SignsTheHeadAlone() =>
        Assert.Equal(
            "v1,ocwbNndrNqSzz2dYKsCQ8TK20TNGxWNXbidX5QGN2Fw=",
            WebhookSignature.Sign("018f0000-0000-7000-8000-000000000001", 0, [], [Key(Secret)])
        );

    [Theory]
    [InlineData("msg_other", Timestamp, """{"test": 2432232314}""")]
    [InlineData(Id, Timestamp + 1, """{"test": 2432232314}""")]
    [InlineData(Id, Timestamp, """{"test": 2432232315}""")]
    public void Sign_AnyPartChanged_ReturnsAnotherSignature(string id, long timestamp, string body) =>
        Assert.NotEqual(
            Expected,
            WebhookSignature.Sign(id, timestamp, Encoding.UTF8.GetBytes(body), [Key(Secret)]),
            StringComparer.Ordinal
        );

    private static byte[] Key(string secret)
    {
        Assert.True(WebhookSecret.TryDecode(secret, out var key));
        return key;
    }
}
