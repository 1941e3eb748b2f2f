using System.Text;
using System.Text.Json;

namespace Chat.Inference.Providers.OpenAi;

public sealed class OpenAiChunkCodecTests
{
    [Fact]
    public void Parse_Content_GivesText() =>
        Assert.Equal(
            "Hi \u00e9\n",
            Parse(
                """{"id":"1","model":"m","choices":[{"index":0,"delta":{"content":"Hi \u00e9\n"},"finish_reason":null}]}"""
            ).Text
        );

    [Fact]
    public void Parse_RoleOnly_GivesNoText() =>
        Assert.Null(Parse("""{"choices":[{"delta":{"role":"assistant","content":""}}]}""").Text);

    [Fact]
    public void Parse_Refusal_IsText() =>
        Assert.Equal("No.", Parse("""{"choices":[{"delta":{"content":null,"refusal":"No."}}]}""").Text);

    [Fact]
    public void Parse_LastChunk_GivesFinishReason() =>
        Assert.Equal("length", Parse("""{"choices":[{"delta":{},"finish_reason":"length"}]}""").FinishReason);

    [Fact]
    public void Parse_UsageChunk_GivesCounts()
    {
        var chunk = Parse(
            """{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":34,"prompt_tokens_details":{"cached_tokens":1}}}"""
        );

        Assert.Equal(new ProviderUsage(12, 34) { CachedInputTokens = 1 }, chunk.Usage);
    }

    [Fact]
    public void Parse_NullUsage_GivesNone() => Assert.Null(Parse("""{"choices":[],"usage":null}""").Usage);

    [Fact]
    public void Parse_EndMark_IsEnd() => Assert.True(Parse("[DONE]").IsEnd);

    [Fact]
    public void Parse_ErrorObject_IsError() => Assert.True(Parse("""{"error":{"message":"x"}}""").IsError);

    [Fact]
    public void Parse_SecondChoice_IsIgnored() =>
        Assert.Equal("a", Parse("""{"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]}""").Text);

    [Fact]
    public void Parse_KnownModel_GivesTheSameString()
    {
        const string known = "model-1";

        Assert.Same(known, OpenAiChunkCodec.Parse("""{"model":"model-1","choices":[]}"""u8, known).Model);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"choices\":")]
    [InlineData("{\"choices\":{}}")]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":5}}]}")]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":\"cut")]
    public void Parse_AnythingElse_ThrowsJsonException(string data) =>
        Assert.ThrowsAny<JsonException>(() => Parse(data));

    private static OpenAiChunk Parse(string data) => OpenAiChunkCodec.Parse(Encoding.UTF8.GetBytes(data), null);
}
