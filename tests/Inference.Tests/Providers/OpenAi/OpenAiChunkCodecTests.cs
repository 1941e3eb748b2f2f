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

    [Theory]
    [InlineData("""{"prompt_tokens":null,"completion_tokens":5}""", 0, 5)]
    [InlineData("""{"prompt_tokens":5,"completion_tokens":null}""", 5, 0)]
    [InlineData("""{"prompt_tokens":5}""", 5, 0)]
    [InlineData("""{"completion_tokens":5,"total_tokens":9}""", 0, 5)]
    public void Parse_CountThatIsNotSaid_IsNone(string usage, int input, int output) =>
        Assert.Equal(new ProviderUsage(input, output), Parse($$$"""{"choices":[],"usage":{{{usage}}}}""").Usage);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"cached_tokens":null}""")]
    [InlineData("""{"cached_tokens":"5"}""")]
    [InlineData("""{"audio_tokens":{"cached_tokens":5}}""")]
    public void Parse_NoCountOfTheCache_IsNone(string details) =>
        Assert.Equal(
            new ProviderUsage(5, 6),
            Parse(
                $$$"""{"usage":{"prompt_tokens":5,"prompt_tokens_details":{{{details}}},"completion_tokens":6}}"""
            ).Usage
        );

    [Theory]
    [InlineData("null", null)]
    [InlineData("{}", ProviderFailureKind.Overloaded)]
    [InlineData("[1]", ProviderFailureKind.Overloaded)]
    [InlineData("\"busy\"", ProviderFailureKind.Overloaded)]
    [InlineData("""{"message":"x"}""", ProviderFailureKind.Overloaded)]
    [InlineData("""{"code":null,"type":null}""", ProviderFailureKind.Overloaded)]
    [InlineData("""{"code":"of tomorrow","type":["x"]}""", ProviderFailureKind.Overloaded)]
    [InlineData("""{"type":"server_error"}""", ProviderFailureKind.Overloaded)]
    [InlineData("""{"type":"tokens","code":"rate_limit_exceeded"}""", ProviderFailureKind.RateLimited)]
    [InlineData("""{"type":"insufficient_quota","code":null}""", ProviderFailureKind.RateLimited)]
    [InlineData("""{"type":"invalid_request_error","code":"invalid_api_key"}""", ProviderFailureKind.Unauthorized)]
    [InlineData("""{"type":"invalid_request_error","code":"context_length_exceeded"}""", ProviderFailureKind.Rejected)]
    [InlineData("""{"type":"invalid_request_error","code":"of tomorrow"}""", ProviderFailureKind.Rejected)]
    [InlineData("""{"metadata":{"type":"tokens"},"code":"content_filter"}""", ProviderFailureKind.ContentFiltered)]
    [InlineData("""{"code":429}""", ProviderFailureKind.RateLimited)]
    [InlineData("""{"code":"502"}""", ProviderFailureKind.Overloaded)]
    [InlineData("""{"code":400,"type":"BadRequestError"}""", ProviderFailureKind.Rejected)]
    [InlineData("""{"code":1,"type":"rate_limit_error"}""", ProviderFailureKind.RateLimited)]
    public void Parse_Error_IsTheFailureItNames(string error, object? failure)
    {
        var chunk = Parse($$$"""{"error":{{{error}}},"model":"m"}""");

        Assert.Equal(((ProviderFailureKind?)failure, "m"), (chunk.Error, chunk.Model));
    }

    [Fact]
    public void Parse_ContentAndRefusal_AreOneText() =>
        Assert.Equal("ab", Parse("""{"choices":[{"delta":{"content":"a","refusal":"b"}}]}""").Text);

    [Fact]
    public void Parse_OtherModelThanKnown_IsTheNewOne() =>
        Assert.Equal("m-2", OpenAiChunkCodec.Parse("""{"model":"m-2"}"""u8, "m-1").Model);

    [Theory]
    [InlineData("""{"delta":null,"finish_reason":"stop"}""")]
    [InlineData("""{"delta":"x","finish_reason":"stop"}""")]
    [InlineData("""{"logprobs":{"finish_reason":"length"},"finish_reason":"stop","index":0}""")]
    public void Parse_ChoiceWithWhatNobodyKnows_GivesTheRest(string choice)
    {
        var chunk = Parse($$$"""{"choices":[{{{choice}}}],"model":"m"}""");

        Assert.Equal((null, "stop", "m"), (chunk.Text, chunk.FinishReason, chunk.Model));
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("[]", 0)]
    [InlineData("""[{"index":0,"id":"a","type":"function","function":{"name":"n","arguments":"{"}}]""", 1)]
    public void Parse_ToolCalls_GivesTheirPieces(string calls, int pieces) =>
        Assert.Equal(pieces, Parse($$$"""{"choices":[{"delta":{"tool_calls":{{{calls}}}}}]}""").ToolCalls?.Count ?? 0);

    [Theory]
    [InlineData("""{"index":3,"id":"a","function":{"name":"n","arguments":"{"}}""", 3, "a", "n", "{")]
    [InlineData("""{"index":null,"id":"a","function":{"name":"n"}}""", null, "a", "n", "")]
    [InlineData("""{"id":null,"function":{"name":null,"arguments":"}"}}""", null, "", "", "}")]
    [InlineData("""{"function":{"strict":{"name":"x"},"arguments":null,"name":"n"},"x":[1]}""", null, "", "n", "")]
    public void Parse_PieceOfACall_GivesWhatItSays(
        string piece,
        int? index,
        string id,
        string name,
        string arguments
    ) =>
        Assert.Equal(
            [new ToolCallPart(index, id, name, arguments)],
            Parse($$$"""{"choices":[{"delta":{"tool_calls":[{{{piece}}}]}}]}""").ToolCalls
        );

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""[{"index":"0"}]""")]
    [InlineData("""[{"index":0.5}]""")]
    [InlineData("""[{"function":null}]""")]
    [InlineData("""[{"function":{"arguments":{}}}]""")]
    [InlineData("""[{"id":7}]""")]
    public void Parse_ToolCallsOfAnotherShape_ThrowsJsonException(string calls) =>
        Assert.ThrowsAny<JsonException>(() => Parse($$$"""{"choices":[{"delta":{"tool_calls":{{{calls}}}}}]}"""));

    [Fact]
    public void Parse_NullUsage_GivesNone() => Assert.Null(Parse("""{"choices":[],"usage":null}""").Usage);

    [Fact]
    public void Parse_EndMark_IsEnd() => Assert.True(Parse("[DONE]").IsEnd);

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
