using System.Text;
using Chat.Inference.Fakes;

namespace Chat.Inference.Providers.Gemini;

public sealed class GeminiStreamTests
{
    private const string Text = """{"candidates":[{"content":{"parts":[{"text":"a"}]}}]}""";

    [Theory]
    [InlineData("STOP", StopReason.EndOfTurn)]
    [InlineData("MAX_TOKENS", StopReason.Length)]
    [InlineData("SAFETY", StopReason.ContentFilter)]
    [InlineData("RECITATION", StopReason.ContentFilter)]
    [InlineData("BLOCKLIST", StopReason.ContentFilter)]
    [InlineData("PROHIBITED_CONTENT", StopReason.ContentFilter)]
    [InlineData("SPII", StopReason.ContentFilter)]
    [InlineData("LANGUAGE", StopReason.Refusal)]
    [InlineData("OTHER", StopReason.Refusal)]
    [InlineData("SOMETHING_NEW", StopReason.EndOfTurn)]
    internal async Task ReadAsync_FinishReason_GivesStopReason(string reason, StopReason stop) =>
        Assert.Equal(
            [new ProviderDelta("a"), new ProviderCompleted(stop, null)],
            await ReadAllAsync(Text, Finish(reason))
        );

    [Theory]
    [InlineData("MALFORMED_FUNCTION_CALL")]
    [InlineData("UNEXPECTED_TOOL_CALL")]
    [InlineData("TOO_MANY_TOOL_CALLS")]
    public async Task ReadAsync_CallThatWentWrong_FailsAsMalformed(string reason) =>
        Assert.Equal(
            [new ProviderFailed(new ProviderFailure(ProviderFailureKind.Malformed))],
            await ReadAllAsync(Finish(reason))
        );

    [Theory]
    [InlineData(400, ProviderFailureKind.Rejected)]
    [InlineData(401, ProviderFailureKind.Unauthorized)]
    [InlineData(429, ProviderFailureKind.RateLimited)]
    [InlineData(503, ProviderFailureKind.Overloaded)]
    internal async Task ReadAsync_ErrorInTheStream_FailsAsItsStatus(int status, ProviderFailureKind kind) =>
        Assert.Equal(
            [new ProviderDelta("a"), new ProviderFailed(new ProviderFailure(kind))],
            await ReadAllAsync(Text, $$$"""{"error":{"code":{{{status}}}}}""")
        );

    [Fact]
    public async Task ReadAsync_CountsOfSeveralChunks_AreTotals()
    {
        var events = await ReadAllAsync(
            """{"usageMetadata":{"promptTokenCount":5,"cachedContentTokenCount":2,"thoughtsTokenCount":1}}""",
            Text,
            """{"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":6,"candidatesTokenCount":3,"thoughtsTokenCount":4}}"""
        );

        Assert.Equal(new ProviderUsage(6, 7) { CachedInputTokens = 2 }, events[1]);
    }

    [Fact]
    public async Task ReadAsync_CutOff_SaysNothingOfTheOutput()
    {
        var events = await ReadAllAsync(
            """{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":1}}"""
        );

        Assert.Equal(
            [
                new ProviderDelta("a"),
                new ProviderUsage(5, OutputTokens: null),
                new ProviderFailed(new ProviderFailure(ProviderFailureKind.CutOff)),
            ],
            events
        );
    }

    [Fact]
    public async Task ReadAsync_ModelSaidOnce_IsToldAtTheEnd()
    {
        var events = await ReadAllAsync("""{"modelVersion":"m"}""", Text, Finish("STOP"));

        Assert.Equal(new ProviderCompleted(StopReason.EndOfTurn, "m"), events[^1]);
    }

    private static string Finish(string reason) => $$$"""{"candidates":[{"finishReason":"{{{reason}}}"}]}""";

    private static async Task<List<ProviderEvent>> ReadAllAsync(params string[] chunks)
    {
        var body = string.Concat(chunks.Select(chunk => $"data: {chunk}\r\n\r\n"));
        using var stream = new GeminiStream(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        var events = new List<ProviderEvent>();
        do
        {
            events.Add(await stream.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken));
        } while (events[^1] is not (ProviderCompleted or ProviderFailed));
        events.RemoveAll(static said => said is ProviderProgress);
        return events;
    }
}
