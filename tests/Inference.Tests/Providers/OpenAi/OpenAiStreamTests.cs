using System.Text;
using Chat.Inference.Fakes;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.OpenAi;

public sealed class OpenAiStreamTests
{
    private const string Whole = """
        data: {"model":"m-1","choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}]}

        data: {"model":"m-1","choices":[{"delta":{"content":"Grüße "},"finish_reason":null}]}

        data: {"model":"m-1","choices":[{"delta":{"content":"😀"},"finish_reason":null}]}

        data: {"model":"m-1","choices":[{"delta":{},"finish_reason":"stop"}]}

        data: {"model":"m-1","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}

        data: [DONE]


        """;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(10_000)]
    public async Task ReadAsync_CutAtAnyByte_GivesTextUsageAndEnd(int size)
    {
        var events = await ReadAllAsync(Whole, size);

        Assert.Equal(
            [
                new ProviderDelta("Grüße "),
                new ProviderDelta("😀"),
                new ProviderUsage(3, 2),
                new ProviderCompleted(StopReason.EndOfTurn, "m-1"),
            ],
            events
        );
    }

    [Fact]
    public async Task ReadAsync_CutBeforeTheEnd_FailsAsCutOff() =>
        await AssertFailsAsync(
            Whole[..Whole.IndexOf("data: {\"model\":\"m-1\",\"choices\":[{\"delta\":{},", StringComparison.Ordinal)],
            ProviderFailureKind.CutOff
        );

    [Fact]
    public async Task ReadAsync_MalformedChunk_FailsAsMalformed() =>
        await AssertFailsAsync("data: {\"choices\":[{\n\n", ProviderFailureKind.Malformed);

    [Fact]
    public async Task ReadAsync_ErrorInTheStream_FailsAsItSays() =>
        await AssertFailsAsync(
            "data: {\"error\":{\"message\":\"busy\",\"code\":429}}\n\n",
            ProviderFailureKind.RateLimited
        );

    [Fact]
    public async Task ReadAsync_NoText_FailsAsEmpty() =>
        await AssertFailsAsync(
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            ProviderFailureKind.Empty
        );

    private const string Calls = """
        data: {"model":"m","choices":[{"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"find","arguments":""}}]},"finish_reason":null}]}

        data: {"model":"m","choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"q\":\"Gr\u00fc"}},{"index":1,"id":"b","type":"function","function":{"name":"now","arguments":"{}"}}]},"finish_reason":null}]}

        data: {"model":"m","choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ße\"}"}}]},"finish_reason":null}]}

        data: {"model":"m","choices":[{"delta":{},"finish_reason":"tool_calls"}]}

        data: {"model":"m","choices":[],"usage":{"prompt_tokens":30,"completion_tokens":9,"prompt_tokens_details":{"audio_tokens":0,"cached_tokens":20}}}

        data: [DONE]


        """;

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public async Task ReadAsync_ToolCallsInPieces_GivesThemWhole(int size) =>
        Assert.Equal(
            [
                new ProviderUsage(30, 9) { CachedInputTokens = 20 },
                new ProviderToolCall(new ToolCall("a", "find", "{\"q\":\"Grüße\"}")),
                new ProviderToolCall(new ToolCall("b", "now", "{}")),
                new ProviderCompleted(StopReason.ToolUse, "m"),
            ],
            await ReadAllAsync(Calls, size)
        );

    [Fact]
    public async Task ReadAsync_TokenLimitWithinACall_GivesNoHalfCall() =>
        await AssertFailsAsync(
            Calls.Replace("\"tool_calls\"}]", "\"length\"}]", StringComparison.Ordinal),
            ProviderFailureKind.Empty
        );

    [Theory]
    [InlineData("length", StopReason.Length)]
    [InlineData("content_filter", StopReason.ContentFilter)]
    [InlineData("stop", StopReason.EndOfTurn)]
    internal async Task ReadAsync_FinishReason_GivesStopReason(string finish, StopReason reason)
    {
        var events = await ReadAllAsync(
            $$"""
            data: {"choices":[{"delta":{"content":"a"},"finish_reason":"{{finish}}"}]}

            data: [DONE]


            """,
            100
        );

        Assert.Equal(reason, Assert.IsType<ProviderCompleted>(events[^1]).Reason);
    }

    [Fact]
    public async Task ReadAsync_EmptyFinishReasonThenNothing_FailsAsCutOff() =>
        await AssertFailsAsync(
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"\"}]}\n\n",
            ProviderFailureKind.CutOff
        );

    [Fact]
    public async Task ReadAsync_EmptyFinishReasonAfterOne_ChangesNothing()
    {
        var events = await ReadAllAsync(
            """
            data: {"choices":[{"delta":{"content":"a"},"finish_reason":"length"}]}

            data: {"choices":[{"delta":{},"finish_reason":""}]}


            """,
            100
        );

        Assert.Equal(StopReason.Length, Assert.IsType<ProviderCompleted>(events[^1]).Reason);
    }

    [Fact]
    public async Task ReadAsync_EndMarkWithoutReason_IsWhole()
    {
        var events = await ReadAllAsync(
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n",
            100
        );

        Assert.Equal([new ProviderDelta("a"), new ProviderCompleted(StopReason.EndOfTurn, null)], events);
    }

    [Fact]
    public async Task ReadAsync_CallsOfOneIndex_AreTwoCalls()
    {
        var events = await ReadAllAsync(
            """
            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"find","arguments":"{}"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"b","function":{"name":"now","arguments":"{}"}}]}}]}

            data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}


            """,
            1000
        );

        Assert.Equal(
            [
                new ProviderToolCall(new ToolCall("a", "find", "{}")),
                new ProviderToolCall(new ToolCall("b", "now", "{}")),
                new ProviderCompleted(StopReason.ToolUse, null),
            ],
            events
        );
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task ReadAsync_Thought_IsASignOfLifeAndNoText(string name)
    {
        var body = $$$"""
            data: {"choices":[{"delta":{"content":null,"{{{name}}}":"Hm."}}]}

            data: {"choices":[{"delta":{"content":"","{{{name}}}":null}}]}


            """;
        using var stream = new OpenAiStream(new PiecewiseStream(Encoding.UTF8.GetBytes(body), 10_000));

        Assert.Same(
            ProviderProgress.Instance,
            await stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken)
        );
        Assert.IsType<ProviderFailed>(await stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReadAsync_EverythingThere_WaitsOnlyOnce()
    {
        using var source = new PiecewiseStream(Encoding.UTF8.GetBytes(Whole), int.MaxValue);
        using var stream = new OpenAiStream(source);
        await stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken);

        var second = stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken);

        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal(1, source.Reads);
        await second;
    }

    private static async Task AssertFailsAsync(string body, ProviderFailureKind kind)
    {
        var events = await ReadAllAsync(body, 50);

        Assert.Equal(kind, Assert.IsType<ProviderFailed>(events[^1]).Failure.Kind);
    }

    private static async Task<List<ProviderEvent>> ReadAllAsync(string body, int size)
    {
        using var stream = new OpenAiStream(new PiecewiseStream(Encoding.UTF8.GetBytes(body), size));
        var events = new List<ProviderEvent>();
        do
        {
            events.Add(await stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken));
        } while (events[^1] is not (ProviderCompleted or ProviderFailed));
        events.RemoveAll(static said => said is ProviderProgress);
        return events;
    }
}
