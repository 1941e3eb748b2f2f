using System.Text;
using System.Text.Json;

namespace Chat.Inference.Providers.Claude;

public sealed class ClaudeEventCodecTests
{
    [Theory]
    [InlineData("message_start", ClaudeEventKind.MessageStart)]
    [InlineData("content_block_start", ClaudeEventKind.BlockStart)]
    [InlineData("content_block_delta", ClaudeEventKind.BlockDelta)]
    [InlineData("message_delta", ClaudeEventKind.MessageDelta)]
    [InlineData("message_stop", ClaudeEventKind.MessageStop)]
    [InlineData("error", ClaudeEventKind.Error)]
    [InlineData("content_block_stop", ClaudeEventKind.Other)]
    [InlineData("ping", ClaudeEventKind.Other)]
    [InlineData("something_new", ClaudeEventKind.Other)]
    internal void Parse_Type_IsItsKind(string type, ClaudeEventKind kind) =>
        Assert.Equal(new ClaudeEvent { Kind = kind }, Parse($$"""{"type":"{{type}}"}"""));

    [Fact]
    public void Parse_NoType_IsOther() => Assert.Equal(default, Parse("""{"new":{"type":"error"}}"""));

    [Fact]
    public void Parse_MessageStart_GivesModelAndCounts() =>
        Assert.Equal(
            new ClaudeEvent
            {
                Kind = ClaudeEventKind.MessageStart,
                Model = "m",
                InputTokens = 1,
                CacheCreationTokens = 2,
                CacheReadTokens = 3,
                OutputTokens = 4,
            },
            Parse(
                """{"type":"message_start","message":{"id":"x","content":[{"model":"no"}],"model":"m","usage":{"input_tokens":1,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":4,"service_tier":"s"}}}"""
            )
        );

    [Fact]
    public void Parse_CountsThatAreNull_AreNotSaid() =>
        Assert.Equal(
            new ClaudeEvent { Kind = ClaudeEventKind.MessageDelta },
            Parse(
                """{"type":"message_delta","usage":{"input_tokens":null,"cache_creation_input_tokens":null,"cache_read_input_tokens":null,"output_tokens":null}}"""
            )
        );

    [Theory]
    [InlineData("""{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"a\u00e9"}}""")]
    [InlineData("""{"index":2,"delta":{"text":"a\u00e9","type":"text_delta"},"type":"content_block_delta"}""")]
    [InlineData(
        """{"delta":{"text":"a\u00e9","more":[{"text":"b"}]},"x":null,"type":"content_block_delta","index":2}"""
    )]
    public void Parse_TextDelta_GivesTextWhateverTheOrder(string data) =>
        Assert.Equal(
            new ClaudeEvent
            {
                Kind = ClaudeEventKind.BlockDelta,
                Index = 2,
                Text = "aé",
            },
            Parse(data)
        );

    [Theory]
    [InlineData("""{"type":"thinking_delta","thinking":"hm"}""")]
    [InlineData("""{"type":"signature_delta","signature":"c2ln"}""")]
    [InlineData("""{"type":"citations_delta","citation":{"text":"x"}}""")]
    public void Parse_OtherDelta_SaysNothing(string delta) =>
        Assert.Equal(
            new ClaudeEvent { Kind = ClaudeEventKind.BlockDelta },
            Parse("""{"type":"content_block_delta","index":0,"delta":""" + delta + "}")
        );

    [Fact]
    public void Parse_ToolUse_GivesIdAndName() =>
        Assert.Equal(
            new ClaudeEvent
            {
                Kind = ClaudeEventKind.BlockStart,
                Index = 1,
                IsToolUse = true,
                Id = "a",
                Name = "find",
            },
            Parse(
                """{"type":"content_block_start","index":1,"content_block":{"id":"a","type":"tool_use","name":"find","input":{"name":"no","text":"no"}}}"""
            )
        );

    [Theory]
    [InlineData("text")]
    [InlineData("thinking")]
    [InlineData("server_tool_use")]
    public void Parse_OtherBlock_IsNoToolUse(string type) =>
        Assert.False(Parse($$$"""{"content_block":{"type":"{{{type}}}"},"type":"content_block_start"}""").IsToolUse);

    [Fact]
    public void Parse_PieceOfAnInput_IsGivenAsItIs() =>
        Assert.Equal(
            "{\"q\":\"Gr",
            Parse(
                """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"q\":\"Gr"}}"""
            ).PartialJson
        );

    [Fact]
    public void Parse_MessageDelta_GivesReasonAndCount()
    {
        var found = Parse(
            """{"type":"message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},"usage":{"output_tokens":7}}"""
        );

        Assert.Equal(("max_tokens", 7), (found.StopReason, found.OutputTokens));
    }

    [Theory]
    [InlineData("""{"type":"overloaded_error","message":"x"}""", "overloaded_error")]
    [InlineData("""{"message":{"type":"no"},"type":"api_error"}""", "api_error")]
    [InlineData("null", null)]
    [InlineData("\"broken\"", null)]
    public void Parse_Error_GivesItsType(string error, string? type)
    {
        var found = Parse("""{"type":"error","error":""" + error + "}");

        Assert.Equal((ClaudeEventKind.Error, type), (found.Kind, found.ErrorType));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":\"ping\"")]
    [InlineData("{\"index\":\"1\"}")]
    [InlineData("{\"index\":1.5}")]
    [InlineData("{\"delta\":{\"text\":5}}")]
    [InlineData("{\"delta\":{\"text\":\"cut")]
    [InlineData("{\"usage\":{\"output_tokens\":\"7\"}}")]
    public void Parse_AnythingElse_ThrowsJsonException(string data) =>
        Assert.ThrowsAny<JsonException>(() => Parse(data));

    private static ClaudeEvent Parse(string data) => ClaudeEventCodec.Parse(Encoding.UTF8.GetBytes(data));
}
