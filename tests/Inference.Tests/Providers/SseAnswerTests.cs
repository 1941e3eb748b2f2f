using System.Text;
using System.Text.Json;
using Chat.Inference.Fakes;
using Chat.Inference.Prompts;
using Chat.Inference.Providers.OpenAi;

namespace Chat.Inference.Providers;

public sealed class SseAnswerTests
{
    private static readonly ProviderUsage Usage = new(3, 2);

    [Theory]
    [InlineData(StopReason.EndOfTurn, StopReason.EndOfTurn)]
    [InlineData(StopReason.Length, StopReason.Length)]
    [InlineData(StopReason.ContentFilter, StopReason.ContentFilter)]
    [InlineData(StopReason.Refusal, StopReason.Refusal)]
    [InlineData(StopReason.ToolUse, StopReason.EndOfTurn)]
    internal async Task ReadAsync_TextAndReason_IsWhole(StopReason said, StopReason told) =>
        Assert.Equal(
            [new ProviderDelta("a"), Usage, new ProviderCompleted(told, "m")],
            await ReadAllAsync("text a", $"stop {said}")
        );

    [Theory]
    [InlineData(StopReason.EndOfTurn, ProviderFailureKind.Empty)]
    [InlineData(StopReason.Length, ProviderFailureKind.Empty)]
    [InlineData(StopReason.ToolUse, ProviderFailureKind.Empty)]
    [InlineData(StopReason.ContentFilter, ProviderFailureKind.ContentFiltered)]
    [InlineData(StopReason.Refusal, ProviderFailureKind.Refused)]
    internal async Task ReadAsync_ReasonWithoutText_Fails(StopReason said, ProviderFailureKind kind) =>
        Assert.Equal([Usage, Failed(kind)], await ReadAllAsync($"stop {said}"));

    [Theory]
    [InlineData("text a")]
    [InlineData("call a")]
    [InlineData("ping")]
    public async Task ReadAsync_NoReason_FailsAsCutOff(string line) =>
        Assert.Equal([Usage, Failed(ProviderFailureKind.CutOff)], (await ReadAllAsync(line)).TakeLast(2));

    [Theory]
    [InlineData(StopReason.ToolUse)]
    [InlineData(StopReason.EndOfTurn)]
    internal async Task ReadAsync_CallsAndReason_GivesThemInOrderBeforeTheEnd(StopReason said) =>
        Assert.Equal(
            [
                new ProviderDelta("t"),
                Usage,
                new ProviderToolCall(new ToolCall("a", "tool", "{}")),
                new ProviderToolCall(new ToolCall("b", "tool", "{}")),
                new ProviderCompleted(StopReason.ToolUse, "m"),
            ],
            await ReadAllAsync("call a", $"stop {said}", "text t", "call b")
        );

    [Theory]
    [InlineData(StopReason.Length)]
    [InlineData(StopReason.ContentFilter)]
    [InlineData(StopReason.Refusal)]
    internal async Task ReadAsync_CallsOfAnAnswerThatWasStopped_AreNotGiven(StopReason said) =>
        Assert.Equal(
            [new ProviderDelta("t"), Usage, new ProviderCompleted(said, "m")],
            await ReadAllAsync("text t", "call a", $"stop {said}")
        );

    [Fact]
    public async Task ReadAsync_EndMark_NothingBehindItIsRead() =>
        Assert.Equal(
            [new ProviderDelta("a"), Usage, new ProviderCompleted(StopReason.EndOfTurn, "m")],
            await ReadAllAsync("text a", "stop EndOfTurn", "end", "text b", "fail")
        );

    [Fact]
    public async Task ReadAsync_FailureInTheStream_IsToldBehindTheUsage() =>
        Assert.Equal(
            [new ProviderDelta("a"), Usage, Failed(ProviderFailureKind.RateLimited)],
            await ReadAllAsync("text a", "stop EndOfTurn", "fail", "text b")
        );

    [Theory]
    [InlineData("json")]
    [InlineData("data")]
    public async Task ReadAsync_EventThatIsNone_FailsAsMalformed(string line) =>
        Assert.Equal(
            [new ProviderDelta("a"), Usage, Failed(ProviderFailureKind.Malformed)],
            await ReadAllAsync("text a", line, "text b", "stop EndOfTurn")
        );

    [Fact]
    public async Task ReadAsync_LineBeyondTheBound_FailsAsMalformed() =>
        Assert.Equal(
            [new ProviderDelta("a"), Usage, Failed(ProviderFailureKind.Malformed)],
            await ReadAllAsync("text a", "stop EndOfTurn", new string('x', 2 * SseDataReader.MaxLineBytes))
        );

    [Fact]
    public async Task ReadAsync_NothingCounted_TellsNoUsage()
    {
        using var answer = new ScriptedAnswer(Lines("text a", "stop EndOfTurn"), usage: null);

        Assert.Equal(
            [new ProviderDelta("a"), new ProviderCompleted(StopReason.EndOfTurn, "m")],
            await ReadAllAsync(answer)
        );
    }

    [Theory]
    [InlineData("stop Length", true)]
    [InlineData("ping", false)]
    public async Task ReadAsync_ConnectionBreaks_IsWholeOnlyWithAReason(string line, bool whole)
    {
        using var source = new BrokenStream(Lines("text a", line).ToArray());
        using var answer = new ScriptedAnswer(source, Usage);

        var events = await ReadAllAsync(answer);

        ProviderEvent end = whole ? new ProviderCompleted(StopReason.Length, "m") : Failed(ProviderFailureKind.CutOff);
        Assert.Equal([new ProviderDelta("a"), Usage, end], events);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_GivesNothingThoughItIsThere()
    {
        using var stopped = new CancellationTokenSource();
        using var answer = new ScriptedAnswer(Lines("text a", "text b", "stop EndOfTurn"), Usage);
        await answer.ReadAsync(Gatherings.Never, stopped.Token);

        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await answer.ReadAsync(Gatherings.Never, stopped.Token)
        );
    }

    [Fact]
    public async Task ReadAsync_PieceOfACallAndThenAWait_TellsThatItCame()
    {
        var pieces = Lines("call a", "call b", "ping").ToArray();
        using var answer = new ScriptedAnswer(new PiecewiseStream(pieces, pieces.Length / 2), Usage);

        var events = new List<ProviderEvent>();
        do
        {
            events.Add(await answer.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken));
        } while (events[^1] is not ProviderFailed);

        Assert.Equal(
            [ProviderProgress.Instance, ProviderProgress.Instance, Usage, Failed(ProviderFailureKind.CutOff)],
            events
        );
    }

    [Fact]
    public async Task ReadAsync_TextBehindAPiece_IsSignEnough()
    {
        using var answer = new ScriptedAnswer(Lines("call a", "text t", "ping"), Usage);

        Assert.Equal(
            new ProviderDelta("t"),
            await answer.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken)
        );
        Assert.Equal(Usage, await answer.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken));
    }

    private static ProviderFailed Failed(ProviderFailureKind kind) => new(new ProviderFailure(kind));

    private static MemoryStream Lines(params string[] lines) =>
        new(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"data: {line}\n\n"))));

    private static async Task<List<ProviderEvent>> ReadAllAsync(params string[] lines)
    {
        using var answer = new ScriptedAnswer(Lines(lines), Usage);
        return await ReadAllAsync(answer);
    }

    private static async Task<List<ProviderEvent>> ReadAllAsync(SseAnswer answer)
    {
        var events = new List<ProviderEvent>();
        do
        {
            events.Add(await answer.ReadAsync(Gatherings.Never, TestContext.Current.CancellationToken));
        } while (events[^1] is not (ProviderCompleted or ProviderFailed));
        events.RemoveAll(static said => said is ProviderProgress);
        return events;
    }

    /// <summary>A vendor whose events are words.</summary>
    private sealed class ScriptedAnswer(Stream stream, ProviderUsage? usage) : SseAnswer(stream)
    {
        protected override ProviderUsage? UsageAtEnd => usage;

        protected override ProviderEvent? Take(ReadOnlySpan<byte> data)
        {
            Model = "m";
            var words = Encoding.UTF8.GetString(data).Split(' ');
            switch (words[0])
            {
                case "text":
                    return Say(words[1]);
                case "call":
                    Call(new ToolCallPart(null, words[1], "tool", "{}"));
                    return null;
                case "stop":
                    Stop = Enum.Parse<StopReason>(words[1]);
                    return Say("");
                case "end":
                    End();
                    return null;
                case "fail":
                    return Fail(ProviderFailureKind.RateLimited);
                case "json":
                    throw new JsonException();
                case "data":
                    throw new InvalidDataException();
                default:
                    return null;
            }
        }
    }

    /// <summary>Breaks where it would end.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Read(buffer.Span);
            return count > 0 ? ValueTask.FromResult(count) : ValueTask.FromException<int>(new IOException());
        }
    }
}
