using System.Text;
using Chat.Inference.Fakes;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Claude;

public sealed class ClaudeStreamTests
{
    private const string Start =
        """{"type":"message_start","message":{"model":"m","usage":{"input_tokens":5,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":1}}}""";
    private const string Text = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}""";
    private const string Stop = """{"type":"message_stop"}""";

    private static readonly ProviderUsage Begun = new(10, null) { CachedInputTokens = 3, CacheWriteTokens = 2 };

    [Theory]
    [InlineData("end_turn", StopReason.EndOfTurn)]
    [InlineData("stop_sequence", StopReason.EndOfTurn)]
    [InlineData("pause_turn", StopReason.EndOfTurn)]
    [InlineData("something_new", StopReason.EndOfTurn)]
    [InlineData("max_tokens", StopReason.Length)]
    [InlineData("model_context_window_exceeded", StopReason.Length)]
    [InlineData("refusal", StopReason.Refusal)]
    internal async Task ReadAsync_StopReason_IsOurs(string reason, StopReason stop) =>
        Assert.Equal(
            [new ProviderDelta("a"), new ProviderUsage(0, 7), new ProviderCompleted(stop, null)],
            await ReadAllAsync(Text, End(reason, """{"output_tokens":7}"""), Stop)
        );

    [Fact]
    public async Task ReadAsync_WholeMessage_IsCountedAtItsBeginningAndItsEnd() =>
        Assert.Equal(
            [
                Begun,
                new ProviderDelta("a"),
                Begun with
                {
                    OutputTokens = 7,
                },
                new ProviderCompleted(StopReason.EndOfTurn, "m"),
            ],
            await ReadAllAsync(Start, Text, End("end_turn", """{"output_tokens":7}"""), Stop)
        );

    [Fact]
    public async Task ReadAsync_CutOffBehindTheBeginning_HasCountedThePromptAlone() =>
        Assert.Equal(
            [Begun, new ProviderDelta("a"), new ProviderFailed(new ProviderFailure(ProviderFailureKind.CutOff))],
            await ReadAllAsync(Start, Text)
        );

    [Fact]
    public async Task ReadAsync_NothingCountedAtTheBeginning_TellsNothing() =>
        Assert.Equal(
            new ProviderDelta("a"),
            (await ReadAllAsync("""{"type":"message_start","message":{"model":"m"}}""", Text, Stop))[0]
        );

    [Fact]
    public async Task ReadAsync_CountsAtTheEnd_TakeThePlaceOfThoseBefore() =>
        Assert.Contains(
            new ProviderUsage(13, 9) { CachedInputTokens = 3, CacheWriteTokens = 4 },
            await ReadAllAsync(
                Start,
                Text,
                End("end_turn", """{"input_tokens":6,"cache_creation_input_tokens":4,"output_tokens":9}"""),
                Stop
            )
        );

    [Fact]
    public async Task ReadAsync_SecondDeltaWithoutACount_UndoesNothing() =>
        Assert.Equal(
            [
                Begun,
                new ProviderDelta("a"),
                Begun with
                {
                    OutputTokens = 7,
                },
                new ProviderCompleted(StopReason.Length, "m"),
            ],
            await ReadAllAsync(
                Start,
                Text,
                End("max_tokens", """{"output_tokens":7}"""),
                """{"type":"message_delta","delta":{"stop_reason":null}}""",
                Stop
            )
        );

    [Fact]
    public async Task ReadAsync_OutputNeverCounted_IsNotCountedAsNothing() =>
        Assert.Contains(
            new ProviderUsage(0, OutputTokens: null),
            await ReadAllAsync(Text, """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""", Stop)
        );

    [Theory]
    [InlineData("rate_limit_error", ProviderFailureKind.RateLimited)]
    [InlineData("authentication_error", ProviderFailureKind.Unauthorized)]
    [InlineData("permission_error", ProviderFailureKind.Unauthorized)]
    [InlineData("billing_error", ProviderFailureKind.Unauthorized)]
    [InlineData("invalid_request_error", ProviderFailureKind.Rejected)]
    [InlineData("not_found_error", ProviderFailureKind.Rejected)]
    [InlineData("request_too_large", ProviderFailureKind.Rejected)]
    [InlineData("overloaded_error", ProviderFailureKind.Overloaded)]
    [InlineData("api_error", ProviderFailureKind.Overloaded)]
    [InlineData("timeout_error", ProviderFailureKind.Overloaded)]
    [InlineData("something_new", ProviderFailureKind.Overloaded)]
    internal async Task ReadAsync_ErrorInTheStream_FailsAsItsKind(string type, ProviderFailureKind kind) =>
        Assert.Equal(
            [new ProviderDelta("a"), new ProviderFailed(new ProviderFailure(kind))],
            await ReadAllAsync(Text, $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"no"}}""", Text)
        );

    [Fact]
    public async Task ReadAsync_BlockThatBeginsWithText_SaysIt() =>
        Assert.Equal(
            new ProviderDelta("b"),
            (
                await ReadAllAsync(
                    """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"b"}}""",
                    Stop
                )
            )[0]
        );

    [Fact]
    public async Task ReadAsync_BehindTheEndMark_NothingIsRead() =>
        Assert.Equal(
            new ProviderCompleted(StopReason.EndOfTurn, null),
            (await ReadAllAsync(Text, End("end_turn", """{"output_tokens":1}"""), Stop, Text))[^1]
        );

    [Fact]
    public async Task ReadAsync_Thought_IsASignOfLifeAndNoText()
    {
        var thought = """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}""";
        using var stream = new ClaudeStream(new MemoryStream(Encoding.UTF8.GetBytes($"data: {thought}\n\n")));

        Assert.Same(
            ProviderProgress.Instance,
            await stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken)
        );
    }

    // Their pieces come by index, whatever comes between.
    [Fact]
    public async Task ReadAsync_TwoToolsAtOnce_AreEachOnesPieces()
    {
        var events = await ReadAllAsync(
            Use(1, "x", "find"),
            Use(2, "y", "book"),
            Piece(2, """{\"b\":"""),
            Piece(1, """{\"a\":"""),
            Piece(2, "2}"),
            Piece(1, "1}"),
            End("tool_use", """{"output_tokens":7}"""),
            Stop
        );

        Assert.Equal(
            [
                new ProviderUsage(0, 7),
                new ProviderToolCall(new ToolCall("x", "find", """{"a":1}""")),
                new ProviderToolCall(new ToolCall("y", "book", """{"b":2}""")),
                new ProviderCompleted(StopReason.ToolUse, null),
            ],
            events
        );
    }

    private static string End(string reason, string usage) =>
        $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}"},"usage":{{{usage}}}}""";

    private static string Use(int index, string id, string name) =>
        $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"tool_use","id":"{{{id}}}","name":"{{{name}}}"}}""";

    private static string Piece(int index, string json) =>
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"input_json_delta","partial_json":"{{{json}}}"}}""";

    private static async Task<List<ProviderEvent>> ReadAllAsync(params string[] datas)
    {
        var body = string.Concat(datas.Select(data => $"event: e\ndata: {data}\n\n"));
        using var stream = new ClaudeStream(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        var events = new List<ProviderEvent>();
        do
        {
            events.Add(await stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken));
        } while (events[^1] is not (ProviderCompleted or ProviderFailed));
        events.RemoveAll(static said => said is ProviderProgress);
        return events;
    }
}
