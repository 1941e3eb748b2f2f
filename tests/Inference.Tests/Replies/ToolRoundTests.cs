using Chat.Contracts.Sessions.V1;
using Chat.Inference.Fakes;
using Chat.Inference.Prompts;
using Chat.Inference.Providers;
using Chat.Inference.Tools;
using Chat.Testing.Time;
using Case = Chat.Contracts.Inference.V1.ReplyEvent.EventOneofCase;

namespace Chat.Inference.Replies;

public sealed class ToolRoundTests
{
    private static readonly ToolOutcome Fine = ToolOutcome.Success("Fine.");

    [Fact]
    public async Task RunAsync_SeveralCalls_RunAtOnceAndAnswerInTheModelsOrder()
    {
        var second = new FakeTool("second", ToolOutcome.Success("2"));
        var first = new FakeTool(
            "first",
            async (_, _) =>
            {
                await second.Started.WithTimeout();
                return ToolOutcome.Success("1");
            }
        );
        using var scene = Scene(first, second);
        scene.Provider.Calls("first", "second").Says("Done").Completes();

        await scene.RunAsync().WithTimeout();

        Assert.Equal(["first", "second"], scene.Provider.Prompts[0].Tools.Select(tool => tool.Name));
        var round = Assert.Single(scene.Provider.Prompts[1].Rounds);
        Assert.Equal(["call_first", "call_second"], round.Exchanges.Select(exchange => exchange.Call.Id));
        Assert.Equal(
            ["""{"success":true,"message":"1"}""", """{"success":true,"message":"2"}"""],
            round.Exchanges.Select(exchange => exchange.Result)
        );
    }

    [Fact]
    public async Task RunAsync_MoreCallsThanTheBound_WaitForASlot()
    {
        var (running, most) = (0, 0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tool = new FakeTool(
            "slow",
            async (_, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await gate.Task;
                Interlocked.Decrement(ref running);
                return Fine;
            }
        );
        using var scene = Scene(tool);
        scene.ToolsOptions.MaxParallelCalls = 2;
        scene.Provider.Calls("slow", "slow", "slow", "slow", "slow").Says("Done").Completes();

        var reply = scene.RunAsync();
        await tool.Started.WithTimeout();
        Assert.Equal(2, tool.Calls);
        gate.SetResult();
        await reply.WithTimeout();

        Assert.Equal((5, 2), (tool.Calls, most));
    }

    [Fact]
    public async Task RunAsync_TextBeforeATool_IsSeenWhileItRunsAndIsPartOfTheReply()
    {
        var gate = new TaskCompletionSource<ToolOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tool = new FakeTool("look", (_, _) => gate.Task);
        using var scene = Scene(tool);
        scene.Provider.Says("One moment. ").Calls("look").Says("Here it is.").Completes();

        var reply = scene.RunAsync();
        await tool.Started.WithTimeout();
        Assert.Equal("One moment. ", scene.Caller.Text);
        gate.SetResult(Fine);
        await reply.WithTimeout();

        Assert.Equal("One moment. Here it is.", scene.Caller.Events[^1].Done.Message.Text);
        Assert.Equal("One moment. ", scene.Provider.Prompts[1].Rounds[0].Text);
        Assert.Equal(
            [0, 12],
            scene.Caller.Events.Where(step => step.Delta is not null).Select(step => step.Delta.Offset)
        );
    }

    [Fact]
    public async Task RunAsync_ToolThatThrows_IsAResultForTheModel()
    {
        using var scene = Scene(new FakeTool("broken", (_, _) => throw new InvalidOperationException("secret")));
        scene.Provider.Calls("broken").Says("Sorry").Completes();

        await scene.RunAsync().WithTimeout();

        AssertFailed(scene, "The tool failed.");
        Assert.Equal(MessageState.Complete, scene.Caller.Events[^1].Done.Message.State);
    }

    [Fact]
    public async Task RunAsync_UnknownTool_IsAResultForTheModel()
    {
        using var scene = Scene();
        scene.Provider.Calls("invented").Says("Sorry").Completes();

        await scene.RunAsync().WithTimeout();

        AssertFailed(scene, "There is no tool of this name.");
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[1]")]
    [InlineData("")]
    [InlineData("""{"a":1,"a":2}""")]
    public async Task RunAsync_UnreadableArguments_AreAResultForTheModel(string arguments)
    {
        var tool = new FakeTool("look", Fine);
        using var scene = Scene(tool);
        scene.Provider.Then(new ProviderToolCall(new ToolCall("c", "look", arguments)));
        scene.Provider.Completes(StopReason.ToolUse).Says("Sorry").Completes();

        await scene.RunAsync().WithTimeout();

        AssertFailed(scene, "The arguments must be a JSON object that has no name twice.");
        Assert.Equal(0, tool.Calls);
    }

    [Fact]
    public async Task RunAsync_ToolThatHangs_IsGivenUpAfterItsTimeout()
    {
        var tool = FakeTool.Hanging("slow");
        using var scene = Scene(tool);
        scene.Provider.Calls("slow").Says("Sorry").Completes();

        var reply = scene.RunAsync();
        await tool.Started.WithTimeout();
        scene.Clock.Advance(TimeSpan.FromSeconds(30));
        await reply.WithTimeout();

        AssertFailed(scene, "The tool did not answer in time.");
    }

    [Fact]
    public async Task RunAsync_ToolThatDoesNotHeedItsToken_IsLeftBehind()
    {
        var never = new TaskCompletionSource<ToolOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tool = new FakeTool("deaf", (_, _) => never.Task);
        using var scene = Scene(tool);
        scene.Provider.Calls("deaf").Says("Sorry").Completes();

        var reply = scene.RunAsync();
        await tool.Started.WithTimeout();
        scene.Clock.Advance(TimeSpan.FromSeconds(30));
        await reply.WithTimeout();

        AssertFailed(scene, "The tool did not answer in time.");
    }

    [Fact]
    public async Task RunAsync_ResultThatIsTooLong_IsNotSent()
    {
        using var scene = Scene(new FakeTool("look", new ToolOutcome(new string('x', 20_001), Failed: false)));
        scene.Provider.Calls("look").Says("Sorry").Completes();

        await scene.RunAsync().WithTimeout();

        AssertFailed(scene, "The tool's result is too long to be used.");
    }

    [Fact]
    public async Task RunAsync_SixthRound_IsAProviderError()
    {
        var tool = new FakeTool("look", Fine);
        using var scene = Scene(tool);
        for (var round = 0; round < 6; round++)
        {
            scene.Provider.Says($"{round}").Calls("look");
        }

        await scene.RunAsync().WithTimeout();

        var error = scene.Caller.Events[^1].Error;
        Assert.Equal(("provider_error", "012345"), (error.Code, error.MessageKept.Text));
        Assert.Equal((5, 6), (tool.Calls, scene.Provider.Prompts.Count));
    }

    [Fact]
    public async Task RunAsync_CallerLeavesDuringATool_CancelsItAndKeepsTheText()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tool = new FakeTool(
            "slow",
            async (_, cancellationToken) =>
            {
                // Stays registered: the wait's end would undo it before it is told.
                cancellationToken.Register(cancelled.SetResult);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return Fine;
            }
        );
        using var scene = Scene(tool);
        scene.Provider.Says("One moment.").Then(new ProviderUsage(10, 3)).Calls("slow");

        var reply = scene.RunAsync();
        await tool.Started.WithTimeout();
        scene.CallerLeaves();
        await cancelled.Task.WithTimeout();
        await reply.WithTimeout();

        Assert.Single(scene.Provider.Prompts);
        var commit = Assert.Single(scene.Sessions.Finished).Commit;
        Assert.Equal(("One moment.", MessageState.Interrupted), (commit.Text, commit.State));
        Assert.Equal((InterruptionReasons.Cancelled, 10), (commit.InterruptionReason, commit.Usage.InputTokens));
    }

    [Fact]
    public async Task RunAsync_SeveralRounds_AddTheirUsage()
    {
        using var scene = Scene(new FakeTool("look", Fine));
        scene.Provider.Then(new ProviderUsage(10, 2)).Calls("look");
        scene.Provider.Says("Done").Then(new ProviderUsage(20, 3)).Completes();

        await scene.RunAsync().WithTimeout();

        var usage = scene.Caller.Events[^1].Done.Message.Usage;
        Assert.Equal((30, 5, false), (usage.InputTokens, usage.OutputTokens, usage.Estimated));
    }

    [Fact]
    public async Task RunAsync_CapturedLead_IsToldBeforeTheNextText()
    {
        using var scene = Scene(new FakeTool("capture", ToolOutcome.Success("Ok.", new Lead { Name = "Ada" })));
        scene.Provider.Says("So ").Calls("capture").Says("thanks").Completes();

        await scene.RunAsync().WithTimeout();

        Assert.Equal(
            [
                Case.Accepted,
                Case.Delta,
                Case.ToolStarted,
                Case.ToolFinished,
                Case.LeadCaptured,
                Case.Delta,
                Case.Usage,
                Case.Done,
            ],
            scene.Caller.Events.Select(step => step.EventCase)
        );
        var finished = scene.Caller.Events.Single(step => step.ToolFinished is not null).ToolFinished;
        Assert.Equal(("1.1", "capture", true), (finished.CallId, finished.Name, finished.Ok));
    }

    private static ReplyScene Scene(params ITool[] tools) => new() { Tools = tools };

    private static void AssertFailed(ReplyScene scene, string message)
    {
        var exchange = Assert.Single(scene.Provider.Prompts[1].Rounds[0].Exchanges);
        Assert.True(exchange.Failed);
        Assert.Contains(message.Split('\'')[0], exchange.Result, StringComparison.Ordinal);
        Assert.StartsWith("""{"success":""", exchange.Result, StringComparison.Ordinal);
        Assert.False(scene.Caller.Events.Single(step => step.ToolFinished is not null).ToolFinished.Ok);
    }
}
