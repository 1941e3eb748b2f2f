using System.Text;
using System.Text.Json;

namespace Chat.Inference.Providers.Gemini;

public sealed class GeminiChunkCodecTests
{
    [Theory]
    [InlineData("""[{"text":"a\u00e9"}]""", "aé")]
    [InlineData("""[{"text":"a"},{"text":"b"}]""", "ab")]
    [InlineData("""[{"text":""}]""", null)]
    [InlineData("""[{"text":null}]""", null)]
    [InlineData("""[{"text":"hm","thought":true}]""", null)]
    [InlineData("""[{"thought":true,"text":"hm"},{"text":"a"}]""", "a")]
    [InlineData("""[{"text":"a","thought":false}]""", "a")]
    [InlineData("""[{"inlineData":{"text":"no"}},{"text":"a"}]""", "a")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public void Parse_Parts_GiveWhatIsSaid(string parts, string? text) => Assert.Equal(text, ParseParts(parts).Text);

    [Fact]
    public void Parse_Calls_GiveEachWithItsSignature() =>
        Assert.Equal(
            [new ToolCallPart(null, "a", "find", "{\"q\": \"ü\"}", "c2ln"), new ToolCallPart(null, "", "now", "{}")],
            ParseParts(
                """[{"functionCall":{"id":"a","args":{"q": "ü"},"name":"find"},"thoughtSignature":"c2ln"},{"functionCall":{"name":"now"}}]"""
            ).Calls
        );

    [Fact]
    public void Parse_SignatureBeforeItsCall_IsTheCalls() =>
        Assert.Equal(
            "c2ln",
            Assert
                .Single(ParseParts("""[{"thoughtSignature":"c2ln","functionCall":{"name":"now"}}]""").Calls!)
                .Signature
        );

    [Theory]
    [InlineData("""{"content":null,"finishReason":"STOP"}""")]
    [InlineData("""{"finishReason":"STOP","content":{"role":"model"},"index":0}""")]
    [InlineData("""{"safetyRatings":[{"finishReason":"no"}],"finishReason":"STOP","content":{"parts":null}}""")]
    public void Parse_CandidateWithoutText_GivesReason(string candidate)
    {
        var chunk = Parse("""{"candidates":[""" + candidate + "]}");

        Assert.Equal((null, "STOP"), (chunk.Text, chunk.FinishReason));
    }

    [Fact]
    public void Parse_SecondCandidate_IsIgnored() =>
        Assert.Equal(
            "a",
            Parse(
                """{"candidates":[{"content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"text":"b"}]},"finishReason":"SAFETY"}]}"""
            ).Text
        );

    [Fact]
    public void Parse_Usage_GivesEachCount()
    {
        var chunk = Parse(
            """{"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2,"thoughtsTokenCount":3,"cachedContentTokenCount":4,"totalTokenCount":9,"promptTokensDetails":[{"tokenCount":5}]}}"""
        );

        Assert.Equal(
            (1, 2, 3, 4),
            (chunk.PromptTokens, chunk.CandidateTokens, chunk.ThoughtTokens, chunk.CachedTokens)
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public void Parse_UsageWithoutCounts_SaysNone(string usage)
    {
        var chunk = Parse("""{"usageMetadata":""" + usage + "}");

        Assert.Null(chunk.PromptTokens ?? chunk.CandidateTokens ?? chunk.ThoughtTokens ?? chunk.CachedTokens);
    }

    [Theory]
    [InlineData("""{"blockReason":"SAFETY"}""", true)]
    [InlineData("""{"blockReason":"OTHER","safetyRatings":[]}""", true)]
    [InlineData("""{"safetyRatings":[{"blockReason":"no"}]}""", false)]
    [InlineData("null", false)]
    public void Parse_Feedback_SaysWhetherThePromptWasBlocked(string feedback, bool blocked) =>
        Assert.Equal(blocked, Parse("""{"promptFeedback":""" + feedback + "}").IsPromptBlocked);

    [Theory]
    [InlineData("""{"code":429,"message":"x","details":[{"code":1}]}""", 429)]
    [InlineData("""{"message":"x"}""", 500)]
    [InlineData("{}", 500)]
    [InlineData("null", 0)]
    public void Parse_Error_GivesItsStatus(string error, int status) =>
        Assert.Equal(status, Parse("""{"error":""" + error + "}").ErrorStatus);

    [Fact]
    public void Parse_KnownModel_GivesTheSameString()
    {
        const string known = "model-1";

        Assert.Same(known, GeminiChunkCodec.Parse("""{"modelVersion":"model-1"}"""u8, known).Model);
    }

    [Fact]
    public void Parse_OtherModelThanKnown_IsTheNewOne() =>
        Assert.Equal("model-2", GeminiChunkCodec.Parse("""{"modelVersion":"model-2"}"""u8, "model-1").Model);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"cut")]
    [InlineData("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":5}]}}]}")]
    [InlineData("{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":null}]}}]}")]
    [InlineData("{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"args\":{}}}]}}]}")]
    [InlineData("{\"candidates\":[{\"finishReason\":5}]}")]
    [InlineData("{\"usageMetadata\":{\"promptTokenCount\":\"5\"}}")]
    [InlineData("{\"error\":{\"code\":\"429\"}}")]
    public void Parse_AnythingElse_ThrowsJsonException(string data) =>
        Assert.ThrowsAny<JsonException>(() => Parse(data));

    private static GeminiChunk ParseParts(string parts) =>
        Parse("""{"candidates":[{"content":{"parts":""" + parts + "}}]}");

    private static GeminiChunk Parse(string data) => GeminiChunkCodec.Parse(Encoding.UTF8.GetBytes(data), null);
}
