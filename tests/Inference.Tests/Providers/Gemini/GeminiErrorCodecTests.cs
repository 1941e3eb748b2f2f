using System.Text;

namespace Chat.Inference.Providers.Gemini;

public sealed class GeminiErrorCodecTests
{
    private static readonly ProviderFailure Failure = new(ProviderFailureKind.RateLimited, Status: 429);

    [Fact]
    public void Refine_RetryInfo_SaysHowLongToWait() =>
        Assert.Equal(
            Failure with
            {
                RetryAfter = TimeSpan.FromSeconds(34.5),
            },
            Refine(
                """{"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}}"""
            )
        );

    [Fact]
    public void Refine_WrongKey_IsUnauthorized() =>
        Assert.Equal(
            ProviderFailureKind.Unauthorized,
            Refine("""{"error":{"code":400,"details":[{"reason":"API_KEY_INVALID"}]}}""").Kind
        );

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{\"error\":7}")]
    [InlineData("{\"error\":{\"details\":[7,{\"retryDelay\":\"soon\"},{\"retryDelay\":\"99999999s\"}]}}")]
    [InlineData("{\"error\":{\"details\":[{\"retryDelay\":")]
    [InlineData("{\"error\":{\"details\":[{\"reason\":\"half of a pair: \\ud83d\"}]}}")]
    public void Refine_AnythingElse_ChangesNothing(string body) => Assert.Equal(Failure, Refine(body));

    private static ProviderFailure Refine(string body) =>
        GeminiErrorCodec.Refine(Failure, Encoding.UTF8.GetBytes(body));
}
